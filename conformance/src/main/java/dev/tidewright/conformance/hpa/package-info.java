/// Plays recorded HorizontalPodAutoscaler cases: the decisions of `core.pods` and the API server's view of the objects.
/// A case brings its own cluster; this package knows no other.
@NullMarked
package dev.tidewright.conformance.hpa;

import org.jspecify.annotations.NullMarked;
