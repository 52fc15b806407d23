package dev.tidewright.core.nodes.down;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the group of a node.
final class GroupIndex {
    private final Map<String, ShrinkingGroup> byNode = new HashMap<>();

    GroupIndex(List<ShrinkingGroup> groups) {
        groups.forEach(group -> group.nodes().forEach(node -> byNode.put(node, group)));
    }

    Optional<ShrinkingGroup> of(String node) {
        return Optional.ofNullable(byNode.get(node));
    }

    Optional<ShrinkingGroup> of(Removable node) {
        return of(node.name());
    }

    /// Whether the node's group goes whole or not at all.
    boolean goesWhole(Removable node) {
        return of(node).filter(group -> group.options().zeroOrMaxNodeScaling()).isPresent();
    }
}
