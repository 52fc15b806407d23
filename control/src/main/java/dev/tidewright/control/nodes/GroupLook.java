package dev.tidewright.control.nodes;

import dev.tidewright.cluster.NodeGroups.Instance;
import dev.tidewright.cluster.NodeGroups.NodeGroup;
import dev.tidewright.core.nodes.NodeGroupOptions;
import dev.tidewright.core.nodes.down.NodeTraits;
import dev.tidewright.core.nodes.down.ShrinkingGroup;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// One group with the nodes that its machines registered.
///
/// @param nodes        of machines that the group counts, in the cluster's order
/// @param leaving      names of nodes whose machines were given back and shut down
/// @param reclaimed    names of nodes whose machines the cloud takes back: it will replace them, so the group's size
///                     counts their successors
/// @param unregistered machines without a node, failed ones among them
record GroupLook(
        NodeGroup group,
        NodeGroupOptions options,
        List<Node> nodes,
        Set<String> leaving,
        Set<String> reclaimed,
        List<Instance> unregistered) {
    String id() {
        return group.id();
    }

    ObjectKey key() {
        return new ObjectKey("NodeGroup", "", group.id());
    }

    /// @param cooling whether its nodes are no candidates now
    ShrinkingGroup shrinking(boolean cooling) {
        return new ShrinkingGroup(
                group.id(),
                group.minSize(),
                group.targetSize(),
                options,
                nodes.stream().map(node -> node.meta().name()).toList(),
                cooling);
    }

    /// Whether the node is on its way out for reasons of the cloud.
    boolean isEnding(Node node) {
        return leaving.contains(node.meta().name())
                || reclaimed.contains(node.meta().name());
    }

    /// Registered, but not yet ready, and young enough to become so.
    boolean isStarting(Node node, Instant now) {
        return !NodeTraits.isReady(node)
                && node.meta().created().plus(options.maxNodeStartupTime()).isAfter(now);
    }

    /// Machines that were ordered and are not there yet as nodes that take pods. Those that failed do not come.
    int upcoming(Instant now) {
        long failed =
                unregistered.stream().filter(each -> !each.error().isEmpty()).count();
        long started = nodes.stream().filter(node -> !isStarting(node, now)).count();
        return (int) Math.max(0, group.targetSize() - started - failed);
    }
}
