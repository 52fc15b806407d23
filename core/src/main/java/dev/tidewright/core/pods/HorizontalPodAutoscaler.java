package dev.tidewright.core.pods;

import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectMeta;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// `autoscaling/v2` HorizontalPodAutoscaler, as it is stored: with its defaults filled in.
///
/// An object that never was defaulted, or that validation would refuse, can still be held: the controller
/// answers to it.
public record HorizontalPodAutoscaler(ObjectMeta meta, Spec spec, Status status) implements KubeObject {
    public static final String KIND = "HorizontalPodAutoscaler";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public HorizontalPodAutoscaler with(ObjectMeta meta) {
        return new HorizontalPodAutoscaler(meta, spec, status);
    }

    @Override
    public HorizontalPodAutoscaler withStatusOf(KubeObject other) {
        return with(((HorizontalPodAutoscaler) other).status);
    }

    public HorizontalPodAutoscaler with(Spec spec) {
        return new HorizontalPodAutoscaler(meta, spec, status);
    }

    public HorizontalPodAutoscaler with(Status status) {
        return new HorizontalPodAutoscaler(meta, spec, status);
    }

    /// What is wanted.
    ///
    /// @param minReplicas empty counts as 1
    /// @param behavior    empty: the rules of before autoscaling/v2beta2 (at most doubling, the flag's window)
    public record Spec(
            ObjectReference target,
            Optional<Integer> minReplicas,
            int maxReplicas,
            List<MetricSpec> metrics,
            Optional<ScalingBehavior> behavior) {
        public Spec {
            metrics = List.copyOf(metrics);
        }

        public Spec with(List<MetricSpec> metrics) {
            return new Spec(target, minReplicas, maxReplicas, metrics, behavior);
        }

        public Spec with(ScalingBehavior behavior) {
            return new Spec(target, minReplicas, maxReplicas, metrics, Optional.of(behavior));
        }

        public Spec withBounds(Optional<Integer> minReplicas, int maxReplicas) {
            return new Spec(target, minReplicas, maxReplicas, metrics, behavior);
        }

        /// The floor, where none is written too.
        public int floor() {
            return minReplicas.isPresent() ? minReplicas.get() : 1;
        }
    }

    /// What was found and decided last.
    ///
    /// @param lastScaleTime when the count was last changed, in whole seconds
    public record Status(
            int currentReplicas,
            int desiredReplicas,
            Optional<Instant> lastScaleTime,
            Optional<Long> observedGeneration,
            List<MetricStatus> currentMetrics,
            List<Condition> conditions) {
        public static final Status NONE = new Status(0, 0, Optional.empty(), Optional.empty(), List.of(), List.of());

        public Status {
            currentMetrics = List.copyOf(currentMetrics);
            conditions = List.copyOf(conditions);
        }

        public Status with(List<Condition> conditions) {
            return new Status(
                    currentReplicas, desiredReplicas, lastScaleTime, observedGeneration, currentMetrics, conditions);
        }

        /// The condition of a type, if it was ever set.
        public Optional<Condition> condition(String type) {
            for (Condition condition : conditions) {
                if (condition.type().equals(type)) {
                    return Optional.of(condition);
                }
            }
            return Optional.empty();
        }
    }
}
