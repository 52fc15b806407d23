/// Steers the running world over HTTP: traffic, faults, speed. Beside the Kubernetes API, under `/tidewright/`.
@NullMarked
package dev.tidewright.apiserver.steering;

import org.jspecify.annotations.NullMarked;
