package dev.tidewright.core.scheduling;

import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.units.Quantity;
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
        return of(spec, Resources.NONE);
    }

    /// The same, where a container that does not name a resource is taken to ask for that of `guess`.
    static Resources of(PodSpec spec, Resources guess) {
        SortedMap<String, Quantity> running = new TreeMap<>();
        spec.containers().forEach(container -> add(running, filled(container, guess)));
        SortedMap<String, Quantity> starting = new TreeMap<>();
        SortedMap<String, Quantity> sidecars = new TreeMap<>();
        for (Container container : spec.initContainers()) {
            SortedMap<String, Quantity> now = new TreeMap<>(sidecars);
            Resources requests = filled(container, guess);
            add(now, requests);
            if (container.restartsAlways()) {
                add(running, requests);
                add(sidecars, requests);
            }
            now.forEach((name, amount) -> starting.merge(name, amount, PodRequests::larger));
        }
        starting.forEach((name, amount) -> running.merge(name, amount, PodRequests::larger));
        spec.podRequests().ifPresent(pod -> overridePodLevel(running, pod));
        add(running, spec.overhead());
        return new Resources(running);
    }

    private static Resources filled(Container container, Resources guess) {
        if (container.requests().amounts().keySet().containsAll(guess.amounts().keySet())) {
            return container.requests();
        }
        SortedMap<String, Quantity> filled = new TreeMap<>(guess.amounts());
        filled.putAll(container.requests().amounts());
        return new Resources(filled);
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
            to.merge(entry.getKey(), entry.getValue(), Quantity::plus);
        }
    }

    private static Quantity larger(Quantity a, Quantity b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
