/// One rehearsal that was played, and how its facts and figures are read and spelled. Knows nothing of what is
/// concluded from them.
@NullMarked
package dev.tidewright.insight.run;

import org.jspecify.annotations.NullMarked;
