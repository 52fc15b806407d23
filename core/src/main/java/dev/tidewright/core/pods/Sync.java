package dev.tidewright.core.pods;

import dev.tidewright.core.objects.Pod;
import java.time.Instant;
import java.util.List;

/// Everything that one decision about one autoscaler is made from.
///
/// @param pods    all pods under the scale's selector, in any phase
/// @param rivals  autoscalers whose targets were seen; this one may be among them
/// @param answers one for each metric of the spec; none where [PodScaling#looksAtMetrics] says they do not matter
public record Sync(
        HorizontalPodAutoscaler hpa,
        ScaleAnswer scale,
        List<Pod> pods,
        List<Rival> rivals,
        List<MetricAnswer> answers,
        ScalingMemory memory,
        PodScalingSettings settings,
        Instant now) {
    public Sync {
        pods = List.copyOf(pods);
        rivals = List.copyOf(rivals);
        answers = List.copyOf(answers);
    }

    public Sync with(HorizontalPodAutoscaler hpa) {
        return new Sync(hpa, scale, pods, rivals, answers, memory, settings, now);
    }

    public Sync with(PodScalingSettings settings) {
        return new Sync(hpa, scale, pods, rivals, answers, memory, settings, now);
    }

    public Sync with(ScalingMemory memory) {
        return new Sync(hpa, scale, pods, rivals, answers, memory, settings, now);
    }

    Sync with(HorizontalPodAutoscaler hpa, List<MetricAnswer> answers) {
        return new Sync(hpa, scale, pods, rivals, answers, memory, settings, now);
    }

    MetricScene scene() {
        return new MetricScene(
                hpa.meta().namespace(), pods, Tolerances.of(hpa.spec().behavior(), settings), settings, now);
    }
}
