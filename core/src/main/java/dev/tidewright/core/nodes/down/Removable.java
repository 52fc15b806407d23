package dev.tidewright.core.nodes.down;

import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Pod;
import java.util.List;

/// A node that could go: everything on it has a place elsewhere.
///
/// @param moving  must be moved first
/// @param ending  of DaemonSets; end with the node
/// @param awaited must have run to their end first
/// @param risky   the budgets do not let all its pods go at once, so the drain may not come to its end
/// @param destinations where each pod of `moving` would go, in the same order
public record Removable(
        Node node, List<Pod> moving, List<Pod> ending, List<Pod> awaited, boolean risky, List<String> destinations) {
    public Removable {
        moving = List.copyOf(moving);
        ending = List.copyOf(ending);
        awaited = List.copyOf(awaited);
        destinations = List.copyOf(destinations);
    }

    public String name() {
        return node.meta().name();
    }

    boolean isEmpty() {
        return moving.isEmpty();
    }
}
