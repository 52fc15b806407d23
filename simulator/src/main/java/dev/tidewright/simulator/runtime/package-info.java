/// Drives the control loops in virtual time. Knows nothing of what a loop does.
@NullMarked
package dev.tidewright.simulator.runtime;

import org.jspecify.annotations.NullMarked;
