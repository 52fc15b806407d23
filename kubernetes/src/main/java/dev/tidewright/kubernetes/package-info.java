/// The port over a real Kubernetes API server. Knows no virtual world.
@NullMarked
package dev.tidewright.kubernetes;

import org.jspecify.annotations.NullMarked;
