package dev.tidewright.core.requests.usage;

import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectMeta;
import java.time.Instant;
import java.util.Optional;

/// `autoscaling.k8s.io/v1` VerticalPodAutoscalerCheckpoint: what was known of one container of one autoscaler.
///
/// @param autoscaler `spec.vpaObjectName`, in the same namespace
/// @param updated    `status.lastUpdateTime`
public record VerticalPodAutoscalerCheckpoint(
        ObjectMeta meta, String autoscaler, String container, UsageCheckpoint usage, Optional<Instant> updated)
        implements KubeObject {
    public static final String KIND = "VerticalPodAutoscalerCheckpoint";

    /// The one that a recommender writes.
    public static VerticalPodAutoscalerCheckpoint of(
            String namespace, String autoscaler, String container, UsageCheckpoint usage, Instant now) {
        String name = autoscaler + "-" + container;
        return new VerticalPodAutoscalerCheckpoint(
                ObjectMeta.named(namespace, name), autoscaler, container, usage, Optional.of(now));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public VerticalPodAutoscalerCheckpoint with(ObjectMeta meta) {
        return new VerticalPodAutoscalerCheckpoint(meta, autoscaler, container, usage, updated);
    }

    @Override
    public VerticalPodAutoscalerCheckpoint withStatusOf(KubeObject other) {
        var from = (VerticalPodAutoscalerCheckpoint) other;
        return new VerticalPodAutoscalerCheckpoint(meta, autoscaler, container, from.usage, from.updated);
    }
}
