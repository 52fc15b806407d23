package dev.tidewright.core.nodes.up;

import java.util.List;

/// Why a group was not even tried, in cluster-autoscaler's words (`orchestrator/skippedreasons.go`).
public final class SkipReason {
    public static final String BACKOFF = "in backoff after failed scale-up";
    public static final String MAX_SIZE = "max node group size reached";
    public static final String NOT_READY = "not ready for scale-up";
    public static final String ATOMIC_OVER_LIMIT = "atomic scale-up exceeds cluster node count limit";

    private SkipReason() {}

    static String quota(List<String> resources) {
        return "exceeded quota: \"cluster-wide\", resources: " + String.join(", ", resources);
    }
}
