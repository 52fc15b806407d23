package dev.tidewright.core.nodes.down;

import dev.tidewright.core.nodes.NodeGroupOptions;
import java.util.List;

/// A node group as scale-down looks at it.
///
/// @param targetSize machines ordered, registered or not
/// @param nodes      names of its registered nodes
public record ShrinkingGroup(String id, int minSize, int targetSize, NodeGroupOptions options, List<String> nodes) {
    public ShrinkingGroup {
        nodes = List.copyOf(nodes);
    }
}
