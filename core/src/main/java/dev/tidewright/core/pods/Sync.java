package dev.tidewright.core.pods;

import dev.tidewright.core.objects.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Everything that one decision about one autoscaler is made from.
///
/// @param pods    all pods under the scale's selector, in any phase
/// @param rivals  autoscalers whose targets were seen; this one may be among them
/// @param answers one for each metric of the spec; none where [PodScaling#looksAtMetrics] says they do not matter
/// @param veto    says why the count must not fall now; empty with plain autoscaling/v2
public record Sync(
        HorizontalPodAutoscaler hpa,
        ScaleAnswer scale,
        List<Pod> pods,
        List<Rival> rivals,
        List<MetricAnswer> answers,
        ScalingMemory memory,
        PodScalingSettings settings,
        Instant now,
        Optional<Limit> veto) {
    public Sync {
        pods = List.copyOf(pods);
        rivals = List.copyOf(rivals);
        answers = List.copyOf(answers);
    }

    /// Plain autoscaling/v2.
    public Sync(
            HorizontalPodAutoscaler hpa,
            ScaleAnswer scale,
            List<Pod> pods,
            List<Rival> rivals,
            List<MetricAnswer> answers,
            ScalingMemory memory,
            PodScalingSettings settings,
            Instant now) {
        this(hpa, scale, pods, rivals, answers, memory, settings, now, Optional.empty());
    }

    public Sync with(Limit veto) {
        return new Sync(hpa, scale, pods, rivals, answers, memory, settings, now, Optional.of(veto));
    }

    public Sync withoutVeto() {
        return new Sync(hpa, scale, pods, rivals, answers, memory, settings, now, Optional.empty());
    }

    public Sync withAnswers(List<MetricAnswer> answers) {
        return with(hpa, answers);
    }

    public Sync with(HorizontalPodAutoscaler hpa) {
        return new Sync(hpa, scale, pods, rivals, answers, memory, settings, now, veto);
    }

    public Sync with(PodScalingSettings settings) {
        return new Sync(hpa, scale, pods, rivals, answers, memory, settings, now, veto);
    }

    public Sync with(ScalingMemory memory) {
        return new Sync(hpa, scale, pods, rivals, answers, memory, settings, now, veto);
    }

    Sync with(HorizontalPodAutoscaler hpa, List<MetricAnswer> answers) {
        return new Sync(hpa, scale, pods, rivals, answers, memory, settings, now, veto);
    }

    MetricScene scene() {
        return new MetricScene(
                hpa.meta().namespace(), pods, Tolerances.of(hpa.spec().behavior(), settings), settings, now);
    }
}
