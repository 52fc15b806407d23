/// What happened and why, one entry a change of decision or of the world. Loops and worlds write it; insight reads it.
@NullMarked
package dev.tidewright.cluster.journal;

import org.jspecify.annotations.NullMarked;
