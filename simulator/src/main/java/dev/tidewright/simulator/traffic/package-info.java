/// Where requests come from: arrival curves and users. Knows nothing of who serves them.
@NullMarked
package dev.tidewright.simulator.traffic;

import org.jspecify.annotations.NullMarked;
