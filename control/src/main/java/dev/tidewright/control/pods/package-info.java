/// Scales workloads by their HorizontalPodAutoscalers: looks, decides by `core.pods`, writes the scale, the
/// status and the events that Kubernetes' own controller would, and journals each change of decision. Cannot
/// tell which world it acts in.
@NullMarked
package dev.tidewright.control.pods;

import org.jspecify.annotations.NullMarked;
