package dev.tidewright.control.nodes;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How the node loop stands, in cluster-autoscaler's words: what its status ConfigMap holds.
///
/// Source: `pkg/clusterstate/api/types.go`.
///
/// @param message    what keeps the loop from looking at all; empty where nothing does
/// @param candidates nodes that could go
record ScalingStatus(
        String message,
        Phase health,
        NodeCounts counts,
        Phase scaleUp,
        Phase scaleDown,
        int candidates,
        List<Group> groups) {
    static final String HEALTHY = "Healthy";
    static final String UNHEALTHY = "Unhealthy";
    static final String IN_PROGRESS = "InProgress";
    static final String NO_ACTIVITY = "NoActivity";
    static final String BACK_OFF = "Backoff";
    static final String CANDIDATES_PRESENT = "CandidatesPresent";
    static final String NO_CANDIDATES = "NoCandidates";

    ScalingStatus {
        groups = List.copyOf(groups);
    }

    /// A state and since when it holds.
    record Phase(String status, Instant since) {
        /// The same phase where the status is the same; a new one otherwise.
        static Phase after(Optional<Phase> before, String status, Instant now) {
            return before.filter(phase -> phase.status().equals(status)).orElseGet(() -> new Phase(status, now));
        }
    }

    /// How one group stands.
    record Group(
            String name,
            Phase health,
            NodeCounts counts,
            int target,
            int min,
            int max,
            Phase scaleUp,
            Optional<BackOffs.BackOff> backOff,
            Phase scaleDown,
            int candidates) {}

    Optional<Group> group(String name) {
        return groups.stream().filter(group -> group.name().equals(name)).findFirst();
    }

    boolean isHealthy() {
        return health.status().equals(HEALTHY);
    }

    /// The same where the loop cannot look: nothing new is known but that.
    ScalingStatus blind(String why, Instant now) {
        Phase ill = Phase.after(Optional.of(health), UNHEALTHY, now);
        return new ScalingStatus(why, ill, counts, scaleUp, scaleDown, candidates, groups);
    }
}
