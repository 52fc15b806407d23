package dev.tidewright.core.requests.recommend;

import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.requests.ContainerPolicy;
import dev.tidewright.core.requests.recommend.Derivation.Cap;
import dev.tidewright.core.units.Quantity;
import java.util.Optional;

/// The bounds that recommendations for one container keep: the policy's, else the recommender's own maximum. A bound
/// of zero counts as none; the maximum comes last, and so wins over a minimum above it.
///
/// Source: the capping post-processor of the Vertical Pod Autoscaler.
final class PolicyBounds {
    private final Optional<ContainerPolicy> policy;
    private final Resources globalMax;

    PolicyBounds(Optional<ContainerPolicy> policy, Resources globalMax) {
        this.policy = policy;
        this.globalMax = globalMax;
    }

    boolean controls(String resource) {
        return policy.isEmpty() || policy.get().controls(resource);
    }

    /// The bound that decides; empty where the amount may stay.
    Optional<Cap> cap(String resource, Quantity amount) {
        Optional<Cap> floor = policy.flatMap(one -> one.minAllowed().get(resource))
                .filter(min -> !min.isZero() && amount.compareTo(min) < 0)
                .map(min -> new Cap(Cap.Rule.MIN_ALLOWED, min));
        Quantity raised = floor.map(Cap::bound).orElse(amount);
        return maximum(resource)
                .filter(max -> !max.bound().isZero() && raised.compareTo(max.bound()) > 0)
                .or(() -> floor);
    }

    private Optional<Cap> maximum(String resource) {
        Optional<Cap> own =
                policy.flatMap(one -> one.maxAllowed().get(resource)).map(max -> new Cap(Cap.Rule.MAX_ALLOWED, max));
        return own.isPresent() ? own : globalMax.get(resource).map(max -> new Cap(Cap.Rule.GLOBAL_MAX, max));
    }
}
