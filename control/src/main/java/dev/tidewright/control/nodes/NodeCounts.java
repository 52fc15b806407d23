package dev.tidewright.control.nodes;

import dev.tidewright.cluster.NodeGroups.Instance;
import dev.tidewright.core.nodes.down.NodeTraits;
import dev.tidewright.core.objects.Node;
import java.util.function.Predicate;

/// Nodes and machines by their state, as cluster-autoscaler counts them.
///
/// Source: `updateReadinessStats` in `pkg/clusterstate/clusterstate.go`.
///
/// @param registered       nodes; the next four are parts of it
/// @param notStarted       not ready, and young
/// @param beingDeleted     nodes whose machines were given back
/// @param longUnregistered machines without a node for longer than `--max-node-provision-time`
/// @param unregistered     machines without a node for less
record NodeCounts(
        int registered,
        int ready,
        int notStarted,
        int beingDeleted,
        int unready,
        int longUnregistered,
        int unregistered) {
    static NodeCounts of(ClusterLook look) {
        int[] counts = new int[4];
        look.nodes().forEach(node -> counts[place(node, look)]++);
        return new NodeCounts(look.nodes().size(), counts[0], counts[1], counts[2], counts[3], 0, 0);
    }

    static NodeCounts of(GroupLook group, ClusterLook look, Predicate<Instance> isLong) {
        int[] counts = new int[4];
        group.nodes().forEach(node -> counts[place(node, look)]++);
        int late = (int) group.unregistered().stream().filter(isLong).count();
        int deleted = group.leaving().size();
        return new NodeCounts(
                group.nodes().size() + deleted,
                counts[0],
                counts[1],
                counts[2] + deleted,
                counts[3],
                late,
                group.unregistered().size() - late);
    }

    private static int place(Node node, ClusterLook look) {
        var group = look.group(node);
        if (group.filter(each -> each.leaving().contains(node.meta().name())).isPresent()) {
            return 2;
        }
        if (NodeTraits.isReady(node)) {
            return 0;
        }
        return group.filter(each -> each.isStarting(node, look.now())).isPresent() ? 1 : 3;
    }

    NodeCounts withMachines(int longUnregistered, int unregistered) {
        return new NodeCounts(registered, ready, notStarted, beingDeleted, unready, longUnregistered, unregistered);
    }
}
