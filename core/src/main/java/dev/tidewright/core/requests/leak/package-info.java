/// Tells memory that leaks from memory that work needs, so that a leak is reported and not fed. Pure arithmetic over
/// readings; knows nothing of pods or of recommendations.
@NullMarked
package dev.tidewright.core.requests.leak;

import org.jspecify.annotations.NullMarked;
