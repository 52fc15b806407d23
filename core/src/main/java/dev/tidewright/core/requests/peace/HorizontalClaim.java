package dev.tidewright.core.requests.peace;

import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import dev.tidewright.core.pods.MetricSource;
import dev.tidewright.core.pods.MetricSpec;
import dev.tidewright.core.units.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// A horizontal autoscaler counts pods by how much of a resource they use.
///
/// @param autoscaler its name
/// @param metric     place among its metrics, from 0
/// @param resource   `cpu` or `memory`
/// @param container  whose usage counts; empty for that of the whole pod
/// @param percent    the target as a share of what is requested; empty where it is an amount already
/// @param requested  what a pod requests now, of what counts
/// @param usage      the usage of a pod that the target stands for: what it must stay at when requests move
public record HorizontalClaim(
        String autoscaler,
        int metric,
        String resource,
        String container,
        Optional<Integer> percent,
        Quantity requested,
        Quantity usage) {
    /// The claims of an autoscaler on the pods of its target.
    ///
    /// @param requests of one pod, by container
    public static List<HorizontalClaim> of(HorizontalPodAutoscaler hpa, SortedMap<String, Resources> requests) {
        List<HorizontalClaim> claims = new ArrayList<>();
        for (int i = 0; i < hpa.spec().metrics().size(); i++) {
            MetricSpec metric = hpa.spec().metrics().get(i);
            String name = hpa.meta().name();
            switch (metric.source()) {
                case MetricSource.Resource(String resource) ->
                    claim(name, i, metric, resource, "", sum(resource, requests))
                            .ifPresent(claims::add);
                case MetricSource.ContainerResource(String resource, String container) ->
                    claim(name, i, metric, resource, container, of(requests, container, resource))
                            .ifPresent(claims::add);
                case MetricSource.Pods any -> {} // these do not look at requests
                case MetricSource.ObjectMetric any -> {}
                case MetricSource.External any -> {}
                case MetricSource.Unknown any -> {}
            }
        }
        return claims;
    }

    private static Optional<HorizontalClaim> claim(
            String name, int place, MetricSpec metric, String resource, String container, Quantity requested) {
        Optional<Integer> percent = metric.target().averageUtilization();
        return percent.map(share -> share(resource, requested, share))
                .or(() -> metric.target().averageValue())
                .map(usage -> new HorizontalClaim(name, place, resource, container, percent, requested, usage));
    }

    /// In whole bytes or thousandths of a core, rounded up: what a person would write.
    private static Quantity share(String resource, Quantity requested, int percent) {
        BigDecimal share =
                requested.amount().multiply(BigDecimal.valueOf(percent)).movePointLeft(2);
        return Quantity.of(share.setScale(resource.equals(Resources.MEMORY) ? 0 : 3, RoundingMode.CEILING));
    }

    private static Quantity of(SortedMap<String, Resources> requests, String container, String resource) {
        return requests.getOrDefault(container, Resources.NONE).get(resource).orElse(Quantity.ZERO);
    }

    private static Quantity sum(String resource, SortedMap<String, Resources> requests) {
        Quantity sum = Quantity.ZERO;
        for (Resources one : requests.values()) {
            sum = sum.plus(one.get(resource).orElse(Quantity.ZERO));
        }
        return sum;
    }

    /// Whether it looks at this resource of this container.
    boolean concerns(String container, String resource) {
        return this.resource.equals(resource) && (this.container.isEmpty() || this.container.equals(container));
    }

    /// Whether it moves when requests move.
    boolean moves() {
        return percent.isPresent();
    }

    /// Whether the container is all that its usage is of.
    boolean isOf(SizingWish wish) {
        return !container.isEmpty() || requested.compareTo(wish.now()) == 0;
    }
}
