/// What a rehearsal plays: the scenario as data. Knows nothing of how it is played.
@NullMarked
package dev.tidewright.simulator.scenario;

import org.jspecify.annotations.NullMarked;
