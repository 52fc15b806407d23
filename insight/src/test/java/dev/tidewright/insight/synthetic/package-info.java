/// A rehearsal without a simulator: a toy of one application that writes the same kind of recording and journal.
@NullMarked
package dev.tidewright.insight.synthetic;

import org.jspecify.annotations.NullMarked;
