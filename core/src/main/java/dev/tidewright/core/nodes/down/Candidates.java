package dev.tidewright.core.nodes.down;

import dev.tidewright.core.objects.Node;
import java.util.ArrayList;
import java.util.List;

/// Which nodes are looked at, and in which order: empty ones first, then those that were unneeded before, then as
/// given.
///
/// Source: `pkg/processors/nodes/pre_filtering_processor.go`, `pkg/processors/scaledowncandidates`.
final class Candidates {
    private Candidates() {}

    /// Nodes of groups above their minimum and with no delay running, without those that are on their way out.
    static List<Node> of(ScaleDownView view, ScaleDownMemory memory, GroupIndex groups) {
        // Upstream sorts before it looks up controllers or budgets.
        var rules = new DrainRules(
                view.flags().draining(), Owners.ALL_PRESENT, new DisruptionBudgets(List.of()), view.now());
        List<Node> empty = new ArrayList<>();
        List<Node> before = new ArrayList<>();
        List<Node> others = new ArrayList<>();
        for (Node node : view.nodes()) {
            String name = node.meta().name();
            if (groups.of(name)
                    .filter(group -> group.targetSize() > group.minSize() && !group.isCooling())
                    .isEmpty()) {
                continue;
            }
            if (isEmpty(view, name, rules)) {
                empty.add(node);
            } else {
                (memory.unneededSince().containsKey(name) ? before : others).add(node);
            }
        }
        List<Node> ordered = new ArrayList<>(stillUnneededFirst(empty, memory));
        ordered.addAll(before);
        ordered.addAll(others);
        return ordered;
    }

    private static List<Node> stillUnneededFirst(List<Node> nodes, ScaleDownMemory memory) {
        List<Node> ordered = new ArrayList<>();
        nodes.stream()
                .filter(node -> memory.unneededSince().containsKey(node.meta().name()))
                .forEach(ordered::add);
        nodes.stream()
                .filter(node -> !memory.unneededSince().containsKey(node.meta().name()))
                .forEach(ordered::add);
        return ordered;
    }

    private static boolean isEmpty(ScaleDownView view, String node, DrainRules rules) {
        int slot = view.picture().find(node).orElse(-1);
        return slot >= 0 && PodsOfNode.areEmpty(view.picture().pods(slot), rules);
    }
}
