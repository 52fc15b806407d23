package dev.tidewright.core.requests.update;

import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.requests.ContainerRecommendation;
import dev.tidewright.core.requests.capping.CappedRecommendation;
import dev.tidewright.core.units.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How much a pod needs other requests. The greater one goes first: growing before shrinking, then the larger change.
///
/// Source: VPA's `updater/priority/priority_processor.go`.
///
/// @param outsideRange whether some container requests less than the lower or more than the upper bound
/// @param grows        whether some container wants more
/// @param change       the sum over resources of |requested - recommended| / requested
public record Urgency(boolean outsideRange, boolean grows, double change) implements Comparable<Urgency> {
    /// @param recommendation capped for this pod
    public static Urgency of(Pod pod, CappedRecommendation recommendation) {
        var sums = new Sums();
        ObservedContainers observed = ObservedContainers.of(pod);
        List<Container> containers = new ArrayList<>(pod.spec().containers());
        containers.addAll(pod.spec().initContainers());
        for (Container container : containers) {
            Optional<ContainerRecommendation> one = recommendation.of(container.name());
            if (one.isPresent() && observed.includes(container.name())) {
                sums.add(pod.resourcesOf(container.name()).requests(), one.get());
            }
        }
        return new Urgency(sums.outsideRange, sums.grows, sums.change());
    }

    @Override
    public int compareTo(Urgency other) {
        int byDirection = Boolean.compare(grows, other.grows);
        return byDirection != 0 ? byDirection : Double.compare(change, other.change);
    }

    /// Requests and recommendations summed over the containers of a pod, by resource, in thousandths.
    private static final class Sums {
        private final SortedMap<String, Long> requested = new TreeMap<>();
        private final SortedMap<String, Long> recommended = new TreeMap<>();
        private boolean outsideRange;
        private boolean grows;

        void add(Resources requests, ContainerRecommendation one) {
            one.target().amounts().forEach((resource, target) -> {
                recommended.merge(resource, target.milli(), Long::sum);
                Optional<Quantity> request = requests.get(resource);
                request.ifPresent(now -> requested.merge(resource, now.milli(), Long::sum));
                grows |= request.isEmpty() || target.milli() > request.get().milli();
                outsideRange |= request.isEmpty() || isOutside(request.get(), resource, one);
            });
        }

        private static boolean isOutside(Quantity request, String resource, ContainerRecommendation one) {
            return one.lowerBound()
                            .get(resource)
                            .filter(bound -> request.compareTo(bound) < 0)
                            .isPresent()
                    || one.upperBound()
                            .get(resource)
                            .filter(bound -> request.compareTo(bound) > 0)
                            .isPresent();
        }

        double change() {
            double sum = 0;
            for (Map.Entry<String, Long> each : recommended.entrySet()) {
                double asked = Math.max(requested.getOrDefault(each.getKey(), 0L), 1.0);
                sum += Math.abs(asked - each.getValue()) / asked;
            }
            return sum;
        }
    }
}
