package dev.tidewright.core.requests.capping;

import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.ContainerResources;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.requests.ContainerRecommendation;
import dev.tidewright.core.units.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Fits a whole pod into its LimitRange: where all containers together ask for too little or too much, each gives or
/// takes its share.
///
/// Upstream crashes where a share is to be given to a container that has no recommendation; here it keeps what it has.
/// Source: `applyPodLimitRange` in VPA's `utils/vpa/capping.go`.
final class PodLimits {
    private final Pod pod;
    private final LimitBounds bounds;
    private final List<ContainerRecommendation> recommended;

    private PodLimits(List<ContainerRecommendation> recommended, Pod pod, LimitBounds bounds) {
        this.recommended = new ArrayList<>(recommended);
        this.pod = pod;
        this.bounds = bounds;
    }

    /// The three amounts of a recommendation that are bounded.
    private enum Part {
        UPPER,
        TARGET,
        LOWER;

        Resources of(ContainerRecommendation one) {
            return switch (this) {
                case UPPER -> one.upperBound();
                case TARGET -> one.target();
                case LOWER -> one.lowerBound();
            };
        }

        ContainerRecommendation in(ContainerRecommendation one, Resources amounts) {
            return new ContainerRecommendation(
                    one.container(),
                    this == TARGET ? amounts : one.target(),
                    this == LOWER ? amounts : one.lowerBound(),
                    this == UPPER ? amounts : one.upperBound(),
                    one.uncappedTarget());
        }
    }

    static List<ContainerRecommendation> applied(
            List<ContainerRecommendation> recommended, Pod pod, LimitBounds bounds) {
        if (bounds.isNone()) {
            return recommended;
        }
        var limits = new PodLimits(recommended, pod, bounds);
        limits.addMissing();
        for (Part part : Part.values()) {
            limits.fit(Resources.CPU, part);
            limits.fit(Resources.MEMORY, part);
        }
        return limits.recommended;
    }

    /// A container without a recommendation counts with what it asks for.
    private void addMissing() {
        for (Container container : pod.spec().containers()) {
            Resources requests = pod.resourcesOf(container.name()).requests();
            if (indexOf(container.name()).isEmpty() && !requests.amounts().isEmpty()) {
                recommended.add(new ContainerRecommendation(
                        container.name(), requests, Resources.NONE, Resources.NONE, Resources.NONE));
            }
        }
    }

    private Optional<Integer> indexOf(String container) {
        for (int i = 0; i < recommended.size(); i++) {
            if (recommended.get(i).container().equals(container)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private void fit(String resource, Part part) {
        Quantity sumLimit = Quantity.ZERO;
        Quantity sumRequest = Quantity.ZERO;
        for (Container container : pod.spec().containers()) {
            ContainerResources own = pod.resourcesOf(container.name());
            Quantity request = indexOf(container.name())
                    .map(i -> Capping.amount(part.of(recommended.get(i)), resource))
                    .orElseGet(() -> Capping.amount(own.requests(), resource));
            sumRequest = sumRequest.plus(request);
            sumLimit = limit(resource, own, request).map(sumLimit::plus).orElse(sumLimit);
        }
        fit(resource, part, sumRequest, sumLimit);
    }

    private Optional<Quantity> limit(String resource, ContainerResources own, Quantity request) {
        return Proportion.limit(
                        resource,
                        Capping.amount(own.limits(), resource),
                        Capping.amount(own.requests(), resource),
                        request,
                        Capping.amount(bounds.defaults(), resource))
                .amount();
    }

    private void fit(String resource, Part part, Quantity sumRequest, Quantity sumLimit) {
        Quantity min = Capping.amount(bounds.min(), resource);
        Quantity max = Capping.amount(bounds.max(), resource);
        boolean tooHigh = !max.isZero() && max.compareTo(sumLimit) < 0;
        if (sumLimit.isZero()) {
            return; // without limits upstream leaves the requests alone, too low or not
        }
        if (min.compareTo(sumRequest) > 0 && !sumRequest.isZero()) {
            share(resource, part, now -> Proportion.raised(resource, now, sumRequest, min));
        } else if (tooHigh) {
            share(resource, part, now -> Proportion.scaled(resource, now, sumLimit, max));
        } else if (min.compareTo(sumLimit) > 0) {
            share(resource, part, now -> Proportion.scaled(resource, now, sumLimit, min));
        }
    }

    private void share(String resource, Part part, UnaryOperator<Quantity> scaling) {
        for (Container container : pod.spec().containers()) {
            Optional<Integer> index = indexOf(container.name());
            if (index.isPresent()) {
                ContainerRecommendation one = recommended.get(index.get());
                SortedMap<String, Quantity> amounts = new TreeMap<>(part.of(one).amounts());
                amounts.put(resource, scaling.apply(Capping.amount(part.of(one), resource)));
                recommended.set(index.get(), part.in(one, new Resources(amounts)));
            }
        }
    }
}
