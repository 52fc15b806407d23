/// The whole virtual world put together from its actors, played from a scenario. Knows no loop: who decides is driven
/// from outside through the ports.
@NullMarked
package dev.tidewright.simulator.world;

import org.jspecify.annotations.NullMarked;
