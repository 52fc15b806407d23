package dev.tidewright.core.objects;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How a pod is.
///
/// @param started when the kubelet took it on (`startTime`)
/// @param ready   the Ready condition; empty before a kubelet reported one
public record PodStatus(
        Phase phase,
        Optional<Instant> started,
        Optional<Condition> ready,
        List<Condition> conditions,
        List<ContainerStatus> containers,
        String nominatedNode) {
    /// A pod's place in its life.
    public enum Phase {
        PENDING,
        RUNNING,
        SUCCEEDED,
        FAILED,
        UNKNOWN
    }

    /// How one container is.
    ///
    /// @param state  `Waiting`, `Running` or `Terminated`
    /// @param reason e.g. `ContainerCreating`, `CrashLoopBackOff`, `OOMKilled`; empty while running
    /// @param resources what it really has, which lags behind its spec in a resize; empty where nobody reports it
    /// @param end       how its run ended; empty while it waits or runs, or where nobody reports it
    /// @param lastEnd   how its run before this one ended; empty in the first
    public record ContainerStatus(
            String name,
            String state,
            String reason,
            boolean ready,
            int restarts,
            Optional<ContainerResources> resources,
            Optional<Termination> end,
            Optional<Termination> lastEnd) {
        public ContainerStatus(String name, String state, String reason, boolean ready, int restarts) {
            this(name, state, reason, ready, restarts, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /// How a run of a container ended.
    ///
    /// @param reason e.g. `OOMKilled`, `Error`, `Completed`
    public record Termination(String reason, Instant started, Instant finished) {}

    public static final PodStatus PENDING =
            new PodStatus(Phase.PENDING, Optional.empty(), Optional.empty(), List.of(), List.of(), "");

    public PodStatus {
        conditions = List.copyOf(conditions);
        containers = List.copyOf(containers);
    }

    public boolean isReady() {
        return ready.isPresent() && ready.get().isTrue();
    }

    /// The condition of a type, the first where there are several.
    public Optional<Condition> condition(String type) {
        for (Condition condition : conditions) {
            if (condition.type().equals(type)) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }

    public Optional<ContainerStatus> container(String name) {
        for (ContainerStatus container : containers) {
            if (container.name().equals(name)) {
                return Optional.of(container);
            }
        }
        return Optional.empty();
    }

    public boolean isOver() {
        return phase == Phase.SUCCEEDED || phase == Phase.FAILED;
    }
}
