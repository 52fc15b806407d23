package dev.tidewright.core.nodes.down;

import java.util.SortedSet;
import java.util.TreeSet;

/// Nodes that are already on their way out, by name.
///
/// @param empty   without pods to move
/// @param drained whose pods are being moved
public record Deletions(SortedSet<String> empty, SortedSet<String> drained) {
    public static final Deletions NONE = new Deletions(new TreeSet<>(), new TreeSet<>());

    public Deletions {
        empty = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(empty));
        drained = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(drained));
    }

    public boolean contains(String node) {
        return empty.contains(node) || drained.contains(node);
    }

    int countOf(ShrinkingGroup group) {
        return (int) group.nodes().stream().filter(this::contains).count();
    }
}
