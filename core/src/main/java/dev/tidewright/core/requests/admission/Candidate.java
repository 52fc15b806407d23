package dev.tidewright.core.requests.admission;

import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import java.util.Optional;

/// An autoscaler that might control a pod.
///
/// @param selector which pods its target has; empty where that cannot be found out
public record Candidate(VerticalPodAutoscaler vpa, Optional<LabelSelector> selector) {}
