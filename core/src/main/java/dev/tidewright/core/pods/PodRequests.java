package dev.tidewright.core.pods;

import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.units.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How much of a resource pods ask for: the denominator of a utilisation.
public final class PodRequests {
    private static final Set<String> OF_PODS = Set.of(Resources.CPU, Resources.MEMORY);

    private final long[] milli;
    private Optional<String> fault = Optional.empty();

    private PodRequests(int pods) {
        milli = new long[pods];
    }

    /// @param container       empty for whole pods
    /// @param podLevelCounts gate PodLevelResources (KEP-2837)
    @SuppressWarnings("ReferenceEquality") // a shortcut: the same spec has the same requests
    public static PodRequests of(List<Pod> pods, String resource, String container, boolean podLevelCounts) {
        var requests = new PodRequests(pods.size());
        for (int i = 0; i < pods.size(); i++) {
            if (i > 0 && pods.get(i).spec() == pods.get(i - 1).spec()) {
                requests.milli[i] = requests.milli[i - 1]; // pods of one template share its spec
            } else {
                requests.milli[i] = requests.one(pods.get(i), resource, container, podLevelCounts);
            }
            if (requests.fault.isPresent()) {
                break;
            }
        }
        return requests;
    }

    public long milli(int pod) {
        return milli[pod];
    }

    /// Why there is no denominator, in upstream's words.
    public Optional<String> fault() {
        return fault;
    }

    private long one(Pod pod, String resource, String container, boolean podLevelCounts) {
        boolean ofPod = podLevelCounts && container.isEmpty() && hasPodLevel(pod.spec());
        return ofPod ? podLevel(pod, resource) : ofContainers(pod, resource, container);
    }

    /// A pod without the wanted container asks for nothing.
    private long ofContainers(Pod pod, String resource, String wanted) {
        long sum = 0;
        for (Container container : pod.spec().containers()) {
            if (wanted.isEmpty() || wanted.equals(container.name())) {
                sum += ofContainer(pod, container, resource);
            }
            if (fault.isPresent() || wanted.equals(container.name())) {
                return sum;
            }
        }
        for (Container container : pod.spec().initContainers()) {
            boolean counts = wanted.isEmpty() || wanted.equals(container.name());
            if (container.restartsAlways() && counts) {
                sum += ofContainer(pod, container, resource);
                if (fault.isPresent() || wanted.equals(container.name())) {
                    return sum;
                }
            }
        }
        return sum;
    }

    private long ofContainer(Pod pod, Container container, String resource) {
        Optional<Quantity> request = container.requests().get(resource);
        if (request.isEmpty()) {
            fault = Optional.of("missing request for " + resource + " in container " + container.name() + " of Pod "
                    + pod.meta().name());
            return 0;
        }
        return request.get().milli();
    }

    private static boolean hasPodLevel(PodSpec spec) {
        return spec.podRequests().isPresent()
                && spec.podRequests().get().amounts().keySet().stream().anyMatch(PodRequests::isOfPods);
    }

    private static boolean isOfPods(String resource) {
        return OF_PODS.contains(resource) || resource.startsWith("hugepages-");
    }

    private long podLevel(Pod pod, String resource) {
        PodSpec spec = pod.spec();
        Optional<Quantity> written =
                spec.podRequests().flatMap(all -> all.get(resource)).filter(any -> isOfPods(resource));
        Optional<BigDecimal> base = written.map(Quantity::amount).or(() -> containersTogether(spec, resource));
        Optional<BigDecimal> overhead = spec.overhead().get(resource).map(Quantity::amount);
        if (base.isEmpty() && overhead.isEmpty()) {
            fault = Optional.of("missing pod-level request for " + resource + " in Pod "
                    + pod.meta().name());
            return 0;
        }
        return Quantity.of(base.orElse(BigDecimal.ZERO).add(overhead.orElse(BigDecimal.ZERO)))
                .milli();
    }

    /// What the containers need together, and no less than what any moment of starting needs.
    private static Optional<BigDecimal> containersTogether(PodSpec spec, String resource) {
        @Nullable BigDecimal together = null;
        for (Container container : spec.containers()) {
            together = plus(together, container, resource);
        }
        @Nullable BigDecimal sidecars = null;
        @Nullable BigDecimal starting = null;
        for (Container container : spec.initContainers()) {
            @Nullable BigDecimal moment = plus(sidecars, container, resource);
            if (container.restartsAlways()) {
                together = plus(together, container, resource);
                sidecars = moment;
            }
            starting = starting == null || (moment != null && moment.compareTo(starting) > 0) ? moment : starting;
        }
        boolean startingIsMore = together == null || (starting != null && starting.compareTo(together) > 0);
        return Optional.ofNullable(startingIsMore ? starting : together);
    }

    private static @Nullable BigDecimal plus(@Nullable BigDecimal sum, Container container, String resource) {
        Optional<Quantity> request = container.requests().get(resource);
        if (request.isEmpty()) {
            return sum;
        }
        return sum == null ? request.get().amount() : sum.add(request.get().amount());
    }
}
