/// What containers used: fading histograms, memory peaks by window, the model of pods and autoscalers that samples go
/// into, and checkpoints of it. Upstream's arithmetic, over sparse buckets and indexed look-ups. Knows nothing of
/// recommendations.
@NullMarked
package dev.tidewright.core.requests.usage;

import org.jspecify.annotations.NullMarked;
