package dev.tidewright.core.nodes.down;

import dev.tidewright.core.nodes.down.PodsOfNode.BlockingPod;
import java.util.Optional;

/// A node that stays.
///
/// @param blocking the pod that keeps it, with [UnremovableReason#BLOCKED_BY_POD]
public record Unremovable(String node, UnremovableReason reason, Optional<BlockingPod> blocking) {
    static Unremovable of(String node, UnremovableReason reason) {
        return new Unremovable(node, reason, Optional.empty());
    }
}
