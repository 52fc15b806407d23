package dev.tidewright.core.requests.capping;

import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.ContainerResources;
import dev.tidewright.core.objects.LimitRange;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.requests.ContainerPolicy;
import dev.tidewright.core.requests.ContainerPolicy.ControlledValues;
import dev.tidewright.core.requests.ContainerRecommendation;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import dev.tidewright.core.requests.capping.Cap.Bound;
import dev.tidewright.core.units.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Bounds a recommendation for one pod: first the pod's LimitRange over all its containers, then each container's
/// LimitRange, its policy, and its own limit where only requests are controlled.
///
/// Source: VPA's `utils/vpa/capping.go`.
public final class Capping {
    private static final List<String> RANGED = List.of(Resources.CPU, Resources.MEMORY);

    private final VerticalPodAutoscaler vpa;
    private final Pod pod;
    private final LimitBounds bounds;
    private final List<Cap> caps = new ArrayList<>();

    private Capping(VerticalPodAutoscaler vpa, Pod pod, LimitBounds bounds) {
        this.vpa = vpa;
        this.pod = pod;
        this.bounds = bounds;
    }

    /// @param ranges the LimitRanges there are; those of other namespaces are passed over
    public static CappedRecommendation of(VerticalPodAutoscaler vpa, Pod pod, List<LimitRange> ranges) {
        if (vpa.status().recommendation().isEmpty() && vpa.spec().policies().isEmpty()) {
            return CappedRecommendation.NONE;
        }
        List<ContainerRecommendation> recommended =
                vpa.status().recommendation().orElse(List.of());
        String namespace = pod.meta().namespace();
        LimitBounds podBounds = LimitBounds.of(ranges, namespace, LimitRange.Item.POD);
        LimitBounds bounds = LimitBounds.of(ranges, namespace, LimitRange.Item.CONTAINER);
        return new Capping(vpa, pod, bounds).capped(PodLimits.applied(recommended, pod, podBounds));
    }

    private CappedRecommendation capped(List<ContainerRecommendation> recommended) {
        List<ContainerRecommendation> capped = new ArrayList<>();
        for (ContainerRecommendation one : recommended) {
            if (has(one.container())) {
                capped.add(capped(one));
            }
        }
        return new CappedRecommendation(capped, caps);
    }

    private boolean has(String name) {
        for (Container container : pod.spec().containers()) {
            if (container.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private ContainerRecommendation capped(ContainerRecommendation one) {
        String name = one.container();
        Optional<ContainerPolicy> policy = vpa.spec().policyOf(name);
        Resources target = bounded(name, one.target(), policy, caps);
        return new ContainerRecommendation(
                name,
                target,
                bounded(name, one.lowerBound(), policy, new ArrayList<>()),
                bounded(name, one.upperBound(), policy, new ArrayList<>()),
                one.uncappedTarget());
    }

    private Resources bounded(String name, Resources wanted, Optional<ContainerPolicy> policy, List<Cap> told) {
        ContainerResources own = pod.resourcesOf(name);
        SortedMap<String, Quantity> amounts = new TreeMap<>(wanted.amounts());
        amounts.replaceAll((resource, amount) -> {
            var bounding = new Bounding(name, resource, amount, told);
            if (!bounds.isNone() && RANGED.contains(resource)) {
                bounding.atLeast(least(resource, own), Bound.LIMIT_RANGE_MIN);
                bounding.atMost(requestAt(resource, bounds.max(), own), Bound.LIMIT_RANGE_MAX);
            }
            policy.ifPresent(asks -> {
                bounding.atLeast(amount(asks.minAllowed(), resource), Bound.MIN_ALLOWED);
                bounding.atMost(amount(asks.maxAllowed(), resource), Bound.MAX_ALLOWED);
            });
            if (policy.isPresent() && policy.get().controlledValues() == ControlledValues.REQUESTS_ONLY) {
                own.limits().get(resource).ifPresent(bounding::withinLimit);
            }
            return bounding.amount;
        });
        return new Resources(amounts);
    }

    /// The least request: both it and its limit must reach the minimum.
    private Quantity least(String resource, ContainerResources own) {
        Quantity forLimit = requestAt(resource, bounds.min(), own);
        Quantity forRequest = amount(bounds.min(), resource);
        return forRequest.compareTo(forLimit) > 0 ? forRequest : forLimit;
    }

    private Quantity requestAt(String resource, Resources bound, ContainerResources own) {
        return Proportion.requestAt(
                resource,
                amount(bound, resource),
                amount(own.limits(), resource),
                amount(own.requests(), resource),
                amount(bounds.defaults(), resource));
    }

    static Quantity amount(Resources resources, String resource) {
        return resources.get(resource).orElse(Quantity.ZERO);
    }

    /// One amount on its way through the bounds. A bound of 0 does not bound.
    private static final class Bounding {
        private final String container;
        private final String resource;
        private final List<Cap> told;
        private Quantity amount;

        Bounding(String container, String resource, Quantity amount, List<Cap> told) {
            this.container = container;
            this.resource = resource;
            this.amount = amount;
            this.told = told;
        }

        void atLeast(Quantity least, Bound bound) {
            if (!least.isZero() && amount.compareTo(least) < 0) {
                become(least, bound);
            }
        }

        void atMost(Quantity most, Bound bound) {
            if (!most.isZero() && amount.compareTo(most) > 0) {
                become(most, bound);
            }
        }

        /// Here 0 does bound, and thousandths are compared, as upstream has it.
        void withinLimit(Quantity limit) {
            if (amount.milli() > limit.milli()) {
                become(limit, Bound.CONTAINER_LIMIT);
            }
        }

        private void become(Quantity allowed, Bound bound) {
            told.add(new Cap(container, resource, bound, amount, allowed));
            amount = allowed;
        }
    }
}
