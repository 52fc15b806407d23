/// The port's changes as requests of the Kubernetes API. Knows nothing of why a change is made.
@NullMarked
package dev.tidewright.kubernetes.write;

import org.jspecify.annotations.NullMarked;
