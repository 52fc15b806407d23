package dev.tidewright.core.nodes.down;

import dev.tidewright.core.nodes.NodeScalingFlags;
import dev.tidewright.core.objects.Budget;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.scheduling.ClusterPicture;
import java.time.Instant;
import java.util.List;

/// What a look at the cluster finds.
///
/// @param picture nodes and pods, pending pods that fit already packed and machines on order already in it; given back
/// as
///                it was
/// @param nodes   registered nodes, in the order in which they are looked at; upcoming ones are not among them
/// @param ongoing what earlier looks began
public record ScaleDownView(
        Instant now,
        NodeScalingFlags flags,
        ClusterPicture picture,
        List<Node> nodes,
        List<ShrinkingGroup> groups,
        List<Budget> budgets,
        Owners owners,
        Deletions ongoing) {
    public ScaleDownView {
        nodes = List.copyOf(nodes);
        groups = List.copyOf(groups);
        budgets = List.copyOf(budgets);
    }
}
