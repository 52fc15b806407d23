package dev.tidewright.apiserver.subresources;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.world.WorldThread;
import dev.tidewright.cluster.Metrics;
import dev.tidewright.cluster.Metrics.Answer;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodStatus.ContainerStatus;
import dev.tidewright.simulator.store.Event;
import dev.tidewright.simulator.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a virtual container would have logged: the stages of its life as the world knows them, and what it uses now.
/// The
/// cluster autoscaler's log is what the control plane itself decided. Safe for many threads.
public final class ContainerLogs {
    /// Whose log is the control plane's own.
    public static final String AUTOSCALER = "cluster-autoscaler";

    private final WorldThread world;
    private final Store store;
    private final Metrics metrics;
    private final DecisionLog decisions;

    public ContainerLogs(WorldThread world, Store store, Metrics metrics, DecisionLog decisions) {
        this.world = world;
        this.store = store;
        this.metrics = metrics;
        this.decisions = decisions;
    }

    /// One line and when it was written.
    public record Line(Instant at, String text) {}

    /// The lines up to now, the latest last.
    ///
    /// @param container empty where the pod has only one
    /// @param previous  of the run before this one
    /// @throws ApiError 404 for a pod, 400 for a container that is not there or has not started
    public List<Line> lines(Pod pod, String container, boolean previous) {
        Container chosen = container(pod, container);
        if (isAutoscaler(pod) && !previous) {
            return decisions.lines();
        }
        ContainerStatus status = started(pod, chosen);
        return previous ? lastRun(pod, chosen, status) : world.ask(() -> thisRun(pod, chosen, status));
    }

    private static boolean isAutoscaler(Pod pod) {
        return pod.meta().namespace().equals("kube-system") && pod.meta().name().startsWith(AUTOSCALER);
    }

    private static Container container(Pod pod, String name) {
        List<Container> all = new ArrayList<>(pod.spec().containers());
        if (name.isEmpty() && all.size() == 1) {
            return all.getFirst();
        }
        all.addAll(pod.spec().initContainers());
        List<String> names =
                pod.spec().containers().stream().map(Container::name).toList();
        if (name.isEmpty()) {
            throw ApiError.badRequest("a container name must be specified for pod "
                    + pod.meta().name() + ", choose one of: [" + String.join(" ", names) + "]");
        }
        return all.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ApiError.badRequest("container " + name + " is not valid for pod "
                        + pod.meta().name()));
    }

    private static ContainerStatus started(Pod pod, Container container) {
        Optional<ContainerStatus> status = pod.status().container(container.name());
        if (status.isEmpty()
                || (status.get().state().equals("Waiting")
                        && status.get().lastEnd().isEmpty())) {
            String why = status.map(ContainerStatus::reason)
                    .filter(reason -> !reason.isEmpty())
                    .orElse("ContainerCreating");
            throw ApiError.badRequest("container \"" + container.name() + "\" in pod \""
                    + pod.meta().name() + "\" is waiting to start: " + why);
        }
        return status.get();
    }

    private static List<Line> lastRun(Pod pod, Container container, ContainerStatus status) {
        var end = status.lastEnd()
                .orElseThrow(() -> ApiError.badRequest("previous terminated container \"" + container.name()
                        + "\" in pod \"" + pod.meta().name() + "\" not found"));
        return List.of(
                new Line(end.started(), "starting " + container.image()),
                new Line(end.finished(), "ended: " + (end.reason().isEmpty() ? "Completed" : end.reason())));
    }

    private List<Line> thisRun(Pod pod, Container container, ContainerStatus status) {
        List<Line> lines = new ArrayList<>();
        Instant began = status.lastEnd()
                .map(end -> end.finished())
                .or(() -> pod.status().condition("Initialized").map(each -> each.transition()))
                .or(() -> pod.status().started())
                .orElse(pod.meta().created());
        lines.add(new Line(began, "starting " + container.image() + " as " + container.name()));
        pod.status()
                .ready()
                .filter(ready -> ready.isTrue())
                .ifPresent(ready -> lines.add(new Line(ready.transition(), "ready to serve")));
        for (Event event : store.events(pod.key())) {
            if (!event.last().isBefore(began) && isOfTheContainer(event)) {
                String times = event.count() > 1 ? " (" + event.count() + " times)" : "";
                lines.add(new Line(event.last(), event.message() + times));
            }
        }
        usage(pod, container).ifPresent(lines::add);
        lines.sort(Comparator.comparing(Line::at));
        return lines;
    }

    private static boolean isOfTheContainer(Event event) {
        return switch (event.reason()) {
            case "Unhealthy", "BackOff", "Killing", "OOMKilling" -> true;
            default -> false;
        };
    }

    private Optional<Line> usage(Pod pod, Container container) {
        if (!(metrics.podUsage(pod.meta().namespace(), LabelSelector.EVERYTHING)
                instanceof Answer.Samples<Metrics.PodUsage> samples)) {
            return Optional.empty();
        }
        return samples.items().stream()
                .filter(usage -> usage.pod().equals(pod.meta().name()))
                .findFirst()
                .flatMap(usage -> usage.containers().stream()
                        .filter(each -> each.container().equals(container.name()))
                        .findFirst()
                        .map(each -> new Line(
                                usage.time(),
                                "using cpu=" + each.cpuMilli() + "m memory=" + each.memoryBytes() / (1 << 20) + "Mi")));
    }

    /// The pod as it is now.
    public Optional<Pod> pod(String namespace, String name) {
        return world.ask(() -> store.get(new ObjectKey("Pod", namespace, name), Pod.class));
    }
}
