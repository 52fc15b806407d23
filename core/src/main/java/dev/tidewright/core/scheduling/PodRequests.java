package dev.tidewright.core.scheduling;

import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.units.Quantity;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a pod asks of its node: the larger of what its containers need together and what its start needs, with
/// sidecars counted in both (KEP-753), pod-level requests before those of containers (KEP-2837), plus the overhead of
/// its runtime class (KEP-688).
///
/// Source: `k8s.io/component-helpers/resource.PodRequests`.
public final class PodRequests {
    private PodRequests() {}

    public static Resources of(PodSpec spec) {
        SortedMap<String, Quantity> running = new TreeMap<>();
        spec.containers().forEach(container -> add(running, container.requests()));
        SortedMap<String, Quantity> starting = new TreeMap<>();
        SortedMap<String, Quantity> sidecars = new TreeMap<>();
        for (Container container : spec.initContainers()) {
            SortedMap<String, Quantity> now = new TreeMap<>(sidecars);
            add(now, container.requests());
            if (container.restartsAlways()) {
                add(running, container.requests());
                add(sidecars, container.requests());
            }
            now.forEach((name, amount) -> starting.merge(name, amount, PodRequests::larger));
        }
        starting.forEach((name, amount) -> running.merge(name, amount, PodRequests::larger));
        spec.podRequests().ifPresent(pod -> overridePodLevel(running, pod));
        add(running, spec.overhead());
        return new Resources(running);
    }

    private static void overridePodLevel(SortedMap<String, Quantity> requests, Resources pod) {
        pod.amounts().forEach((name, amount) -> {
            if (name.equals(Resources.CPU) || name.equals(Resources.MEMORY) || name.startsWith("hugepages-")) {
                requests.put(name, amount);
            }
        });
    }

    private static void add(SortedMap<String, Quantity> to, Resources more) {
        for (Map.Entry<String, Quantity> entry : more.amounts().entrySet()) {
            to.merge(entry.getKey(), entry.getValue(), PodRequests::sum);
        }
    }

    private static Quantity sum(Quantity a, Quantity b) {
        BigDecimal sum = a.amount().add(b.amount());
        return new Quantity(sum, a.format());
    }

    private static Quantity larger(Quantity a, Quantity b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
