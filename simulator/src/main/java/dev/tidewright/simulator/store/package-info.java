/// The API server of the virtual world: one store, one truth. Knows no controller, no kubelet and no load.
@NullMarked
package dev.tidewright.simulator.store;

import org.jspecify.annotations.NullMarked;
