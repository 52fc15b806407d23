package dev.tidewright.cluster.objects;

import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectMeta;
import java.util.Optional;

/// `policy/v1` PodDisruptionBudget.
///
/// @param minAvailable   a whole number or a percentage, as written
/// @param maxUnavailable the same; one of the two is set
/// @param selector       empty where unset, which selects nothing
/// @param allowed        `status.disruptionsAllowed`
public record PodDisruptionBudget(
        ObjectMeta meta,
        Optional<String> minAvailable,
        Optional<String> maxUnavailable,
        Optional<LabelSelector> selector,
        int allowed,
        int currentHealthy,
        int desiredHealthy,
        int expectedPods)
        implements KubeObject {
    @Override
    public PodDisruptionBudget with(ObjectMeta meta) {
        return new PodDisruptionBudget(
                meta, minAvailable, maxUnavailable, selector, allowed, currentHealthy, desiredHealthy, expectedPods);
    }

    @Override
    public PodDisruptionBudget withStatusOf(KubeObject other) {
        PodDisruptionBudget from = (PodDisruptionBudget) other;
        return new PodDisruptionBudget(
                meta,
                minAvailable,
                maxUnavailable,
                selector,
                from.allowed,
                from.currentHealthy,
                from.desiredHealthy,
                from.expectedPods);
    }

    @Override
    public String kind() {
        return "PodDisruptionBudget";
    }
}
