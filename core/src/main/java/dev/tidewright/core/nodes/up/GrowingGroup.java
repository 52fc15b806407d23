package dev.tidewright.core.nodes.up;

import dev.tidewright.core.nodes.NodeGroupOptions;
import dev.tidewright.core.objects.Node;
import java.util.List;
import java.util.Optional;

/// A node group as scale-up looks at it.
///
/// @param targetSize  machines ordered, registered or not
/// @param nodes       names of its registered nodes
/// @param template    what a new node will look like, for a group without a usable node
/// @param hourlyPrice of one machine; empty where unknown
/// @param hold        why the group must not grow now for a reason of its past, e.g. [SkipReason#BACKOFF]
/// @param longUnregistered machines that were ordered too long ago to be hoped for
/// @param inFlight    machines ordered not long ago, which may still be missing
public record GrowingGroup(
        String id,
        int minSize,
        int maxSize,
        int targetSize,
        NodeGroupOptions options,
        List<String> nodes,
        Node template,
        Optional<Double> hourlyPrice,
        Optional<String> hold,
        int longUnregistered,
        int inFlight) {
    public GrowingGroup {
        nodes = List.copyOf(nodes);
    }

    /// How many machines it may still take on.
    int room() {
        return Math.max(0, maxSize - targetSize);
    }

    GrowingGroup withTargetSize(int targetSize) {
        return new GrowingGroup(
                id,
                minSize,
                maxSize,
                targetSize,
                options,
                nodes,
                template,
                hourlyPrice,
                hold,
                longUnregistered,
                inFlight);
    }
}
