package dev.tidewright.simulator.store;

import dev.tidewright.cluster.Change;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.ContainerResources;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.QualityOfService;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.scheduling.PodRequests;
import dev.tidewright.core.units.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Whether a pod may be resized in place, and to what. Source: the `resize` subresource of the API server (KEP-1287)
/// and
/// its admission plugin PodResize.
final class Resizes {
    private static final List<String> RESIZABLE = List.of(Resources.CPU, Resources.MEMORY);
    private static final int MAX_SPECS = 1 << 12;

    /// Pods of one template that get the same resources go on sharing one spec. Forgets those asked for first.
    private final Map<Resized, PodSpec> shared = new LinkedHashMap<>();

    private record Resized(PodSpec spec, List<Container> containers) {}

    /// What was decided.
    sealed interface Verdict {
        record Allowed(Pod resized) implements Verdict {}

        record Refused(String reason) implements Verdict {}
    }

    Verdict decide(Pod pod, Optional<Node> node, Change.Resize change) {
        for (String name : change.containers().keySet()) {
            if (pod.spec().containers().stream().noneMatch(each -> each.name().equals(name))) {
                return refused(pod, "spec.containers", "Forbidden: containers may not be added or removed on resize");
            }
        }
        List<Container> containers = new ArrayList<>();
        for (Container container : pod.spec().containers()) {
            ContainerResources set = change.containers().getOrDefault(container.name(), ContainerResources.NONE);
            Container resized = container.with(new ContainerResources(
                    over(container.requests(), set.requests()), over(container.limits(), set.limits())));
            Optional<String> fault = fault(container, resized);
            if (fault.isPresent()) {
                return refused(pod, "spec.containers[" + containers.size() + "].resources", fault.get());
            }
            containers.add(resized);
        }
        PodSpec spec = spec(pod.spec(), containers);
        if (QualityOfService.of(spec) != QualityOfService.of(pod.spec())) {
            return refused(pod, "spec", "Invalid value: Pod QOS Class may not change as a result of resizing");
        }
        return node.flatMap(on -> tooSmall(on, spec))
                .<Verdict>map(reason -> new Verdict.Refused(Words.forbidden(pod.key(), reason)))
                .orElseGet(() -> new Verdict.Allowed(pod.with(spec)));
    }

    private static Verdict refused(Pod pod, String field, String reason) {
        return new Verdict.Refused("Pod \"" + pod.meta().name() + "\" is invalid: " + field + ": " + reason);
    }

    private static Resources over(Resources before, Resources set) {
        SortedMap<String, Quantity> amounts = new TreeMap<>(before.amounts());
        amounts.putAll(set.amounts());
        return new Resources(amounts);
    }

    private static Optional<String> fault(Container before, Container after) {
        TreeSet<String> resources = new TreeSet<>(after.requests().amounts().keySet());
        resources.addAll(after.limits().amounts().keySet());
        for (String resource : resources) {
            boolean same = before.requests()
                            .get(resource)
                            .equals(after.requests().get(resource))
                    && before.limits().get(resource).equals(after.limits().get(resource));
            if (!same && !RESIZABLE.contains(resource)) {
                return Optional.of("Forbidden: only cpu and memory resources are mutable");
            }
            Optional<Quantity> request = after.requests().get(resource);
            Optional<Quantity> limit = after.limits().get(resource);
            if (request.isPresent() && limit.isPresent() && request.get().compareTo(limit.get()) > 0) {
                return Optional.of("Invalid value: \"" + request.get() + "\": must be less than or equal to " + resource
                        + " limit of " + limit.get());
            }
        }
        return Optional.empty();
    }

    private PodSpec spec(PodSpec before, List<Container> containers) {
        if (containers.equals(before.containers())) {
            return before;
        }
        if (shared.size() >= MAX_SPECS) {
            shared.remove(shared.keySet().iterator().next());
        }
        return shared.computeIfAbsent(new Resized(before, containers), wanted -> before.withContainers(containers));
    }

    private static Optional<String> tooSmall(Node node, PodSpec spec) {
        Resources wanted = PodRequests.of(spec);
        if (wanted.cpuMilli() > node.allocatable().cpuMilli()) {
            return Optional.of(
                    Words.tooSmall("cpu", wanted.cpuMilli(), node.allocatable().cpuMilli()));
        }
        return wanted.memoryBytes() > node.allocatable().memoryBytes()
                ? Optional.of(Words.tooSmall(
                        "memory", wanted.memoryBytes(), node.allocatable().memoryBytes()))
                : Optional.empty();
    }
}
