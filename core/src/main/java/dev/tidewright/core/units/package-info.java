/// Quantities that carry their unit in the type. Knows nothing of Kubernetes objects or of decisions.
@NullMarked
package dev.tidewright.core.units;

import org.jspecify.annotations.NullMarked;
