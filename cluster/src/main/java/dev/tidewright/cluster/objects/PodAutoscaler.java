package dev.tidewright.cluster.objects;

import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import java.util.Optional;

/// `tidewright.dev/v1alpha1` PodAutoscaler: an autoscaler that Kubernetes' own controller does not know, so that the
/// two
/// never fight over one scale. Spec and status are those of `autoscaling/v2`.
///
/// @param rules the same as a HorizontalPodAutoscaler: what is decided from
public record PodAutoscaler(HorizontalPodAutoscaler rules) implements KubeObject {
    public static final String KIND = "PodAutoscaler";
    public static final String API_VERSION = "tidewright.dev/v1alpha1";

    @Override
    public ObjectMeta meta() {
        return rules.meta();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public PodAutoscaler with(ObjectMeta meta) {
        return new PodAutoscaler(rules.with(meta));
    }

    @Override
    public PodAutoscaler withStatusOf(KubeObject other) {
        return new PodAutoscaler(rules.withStatusOf(((PodAutoscaler) other).rules));
    }

    /// The rules of an autoscaler of either kind; empty for any other object.
    public static Optional<HorizontalPodAutoscaler> rulesOf(KubeObject object) {
        return switch (object) {
            case HorizontalPodAutoscaler hpa -> Optional.of(hpa);
            case PodAutoscaler own -> Optional.of(own.rules);
            default -> Optional.empty();
        };
    }
}
