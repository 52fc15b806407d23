/// Guards that autoscaling/v2 lacks, opt-in by annotation. They stand before and beside the decision and never bend it:
/// an implausible metric is treated as one that could not be read, and a scale-in may be vetoed. Without the annotation
/// nothing here is asked.
@NullMarked
package dev.tidewright.core.pods.guard;

import org.jspecify.annotations.NullMarked;
