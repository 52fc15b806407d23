/// Plays a scenario's faults on the timeline. Knows the ports by which a fault is done, never the models behind them.
@NullMarked
package dev.tidewright.simulator.faults;

import org.jspecify.annotations.NullMarked;
