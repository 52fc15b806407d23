/// Virtual time: what is due, in which order. Knows nothing of what happens in it.
@NullMarked
package dev.tidewright.simulator.time;

import org.jspecify.annotations.NullMarked;
