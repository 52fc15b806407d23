package dev.tidewright.core.nodes.down;

import dev.tidewright.core.nodes.NodeGroupOptions;
import java.util.List;

/// A node group as scale-down looks at it.
///
/// @param targetSize machines ordered, registered or not
/// @param nodes      names of its registered nodes
/// @param isCooling  a delay of its own runs (`--scale-down-delay-type-local`), so its nodes are no candidates
public record ShrinkingGroup(
        String id, int minSize, int targetSize, NodeGroupOptions options, List<String> nodes, boolean isCooling) {
    public ShrinkingGroup {
        nodes = List.copyOf(nodes);
    }

    /// A group without a delay of its own.
    public ShrinkingGroup(String id, int minSize, int targetSize, NodeGroupOptions options, List<String> nodes) {
        this(id, minSize, targetSize, options, nodes, false);
    }
}
