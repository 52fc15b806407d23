package dev.tidewright.core.requests.usage;

import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodStatus.ContainerStatus;
import dev.tidewright.core.objects.PodStatus.Termination;
import dev.tidewright.core.units.Bytes;
import dev.tidewright.core.units.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds out-of-memory kills in what a cluster reports.
///
/// Source: `pkg/recommender/input/oom/observer.go` of the Vertical Pod Autoscaler.
public final class Kills {
    private static final String KILLED = "OOMKilled";
    private static final String RUNNING = "Running";
    private static final String TERMINATED = "Terminated";

    private Kills() {}

    /// The kills that a pod's update shows: containers that ended so, and those that were restarted so fast that only
    /// their last end tells of it.
    ///
    /// @param sidecars whether init containers that stay count too
    public static List<Kill> between(Pod before, Pod after, boolean sidecars) {
        List<Kill> kills = new ArrayList<>();
        for (ContainerStatus now : after.status().containers()) {
            if (counts(after, now.name(), sidecars)) {
                before.status()
                        .container(now.name())
                        .flatMap(old -> kill(before, old, after, now))
                        .ifPresent(kills::add);
            }
        }
        return kills;
    }

    private static boolean counts(Pod pod, String name, boolean sidecars) {
        for (Container init : pod.spec().initContainers()) {
            if (init.name().equals(name)) {
                return sidecars && init.restartsAlways();
            }
        }
        return true;
    }

    private static Optional<Kill> kill(Pod before, ContainerStatus old, Pod after, ContainerStatus now) {
        boolean restarted = now.restarts() > old.restarts();
        if (now.end().isPresent()
                && isKill(now.end().get())
                && (restarted || !old.state().equals(TERMINATED))) {
            return Optional.of(kill(after, now.name(), now.end().get()));
        }
        boolean missed = now.state().equals(RUNNING) && old.state().equals(RUNNING) && restarted;
        return now.lastEnd().filter(end -> missed && isKill(end)).map(end -> kill(before, now.name(), end));
    }

    private static boolean isKill(Termination end) {
        return end.reason().equals(KILLED);
    }

    private static Kill kill(Pod pod, String container, Termination end) {
        long requested = pod.resourcesOf(container).requests().memoryBytes();
        return new Kill(
                pod.meta().namespace(),
                pod.meta().name(),
                container,
                end.finished(),
                new Bytes(Math.max(0, requested)));
    }

    /// The kills that an event tells of: a kubelet that evicts a pod for memory names the containers at fault and what
    /// they used. An event of another kind, or whose lists do not fit together, tells of none.
    ///
    /// @param reason   of the event
    /// @param involved the object that it is about
    public static List<Kill> of(String reason, ObjectKey involved, Instant at, Map<String, String> annotations) {
        List<String> containers = items(annotations, "offending_containers");
        List<String> used = items(annotations, "offending_containers_usage");
        List<String> starved = items(annotations, "starved_resource");
        boolean fits = containers.size() == used.size() && containers.size() == starved.size();
        if (!reason.equals("Evicted") || !involved.kind().equals("Pod") || !fits) {
            return List.of();
        }
        List<Kill> kills = new ArrayList<>();
        for (int i = 0; i < containers.size(); i++) {
            Optional<Bytes> memory = starved.get(i).equals("memory") ? bytes(used.get(i)) : Optional.empty();
            if (memory.isPresent()) {
                kills.add(new Kill(involved.namespace(), involved.name(), containers.get(i), at, memory.get()));
            }
        }
        return kills;
    }

    private static List<String> items(Map<String, String> annotations, String name) {
        String text = annotations.get(name);
        return text == null ? List.of() : List.of(text.split(",", -1));
    }

    private static Optional<Bytes> bytes(String text) {
        try {
            return Optional.of(new Bytes(Math.max(0, Quantity.parse(text).value())));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // one that cannot be read is passed over, as upstream does
        }
    }
}
