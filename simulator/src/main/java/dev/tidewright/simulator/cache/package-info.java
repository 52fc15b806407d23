/// A Redis under load: how much of what is asked for it holds, from popularity, memory, age and flushes.
@NullMarked
package dev.tidewright.simulator.cache;

import org.jspecify.annotations.NullMarked;
