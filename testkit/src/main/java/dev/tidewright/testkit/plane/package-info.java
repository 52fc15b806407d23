/// A real Kubernetes control plane for tests and benchmarks, on loopback. Knows nothing of Tidewright.
@NullMarked
package dev.tidewright.testkit.plane;

import org.jspecify.annotations.NullMarked;
