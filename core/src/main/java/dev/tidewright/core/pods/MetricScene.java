package dev.tidewright.core.pods;

import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodStatus;
import java.time.Instant;
import java.util.List;

/// What every metric of one sync is computed from.
///
/// @param pods all pods under the scale's selector, in any phase
public record MetricScene(
        String namespace, List<Pod> pods, Tolerances tolerances, PodScalingSettings settings, Instant now) {
    public MetricScene {
        pods = List.copyOf(pods);
    }

    /// Pods that run and are ready.
    int readyPods() {
        int ready = 0;
        for (Pod pod : pods) {
            boolean runs = pod.status().phase() == PodStatus.Phase.RUNNING;
            ready += runs && pod.status().isReady() ? 1 : 0;
        }
        return ready;
    }
}
