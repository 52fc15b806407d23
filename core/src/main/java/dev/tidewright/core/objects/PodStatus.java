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
    public record ContainerStatus(String name, String state, String reason, boolean ready, int restarts) {}

    public static final PodStatus PENDING =
            new PodStatus(Phase.PENDING, Optional.empty(), Optional.empty(), List.of(), List.of(), "");

    public PodStatus {
        conditions = List.copyOf(conditions);
        containers = List.copyOf(containers);
    }

    public boolean isReady() {
        return ready.isPresent() && ready.get().isTrue();
    }

    public boolean isOver() {
        return phase == Phase.SUCCEEDED || phase == Phase.FAILED;
    }
}
