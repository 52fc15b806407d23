package dev.tidewright.core.requests.update;

import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.Pod;
import java.util.Optional;

/// How far a resize in place has come, as the pod's conditions tell (KEP-1287).
enum ResizeState {
    NONE,
    /// Asked for, and the node has no room now.
    DEFERRED,
    /// Asked for, and the node will never have the room.
    INFEASIBLE,
    /// Being carried out.
    IN_PROGRESS,
    /// Carried out, and it failed.
    FAILED,
    /// The conditions say something else.
    UNKNOWN;

    static final String PENDING = "PodResizePending";
    static final String PROGRESS = "PodResizeInProgress";

    /// Whether the first of the two conditions that the pod has is true.
    static boolean isResizing(Pod pod) {
        for (Condition condition : pod.status().conditions()) {
            if (condition.type().equals(PENDING) || condition.type().equals(PROGRESS)) {
                return condition.isTrue();
            }
        }
        return false;
    }

    static ResizeState of(Pod pod) {
        Optional<Condition> pending = pod.status().condition(PENDING).filter(Condition::isTrue);
        if (pending.isPresent()) {
            return switch (pending.get().reason()) {
                case "Deferred" -> DEFERRED;
                case "Infeasible" -> INFEASIBLE;
                default -> UNKNOWN;
            };
        }
        Optional<Condition> progress = pod.status().condition(PROGRESS).filter(Condition::isTrue);
        return progress.map(ResizeState::progress).orElse(NONE);
    }

    private static ResizeState progress(Condition condition) {
        if (condition.reason().isEmpty() && condition.message().isEmpty()) {
            return IN_PROGRESS;
        }
        return condition.reason().equals("Error") ? FAILED : UNKNOWN;
    }
}
