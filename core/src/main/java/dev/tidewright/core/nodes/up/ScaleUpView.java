package dev.tidewright.core.nodes.up;

import dev.tidewright.core.nodes.NodeScalingFlags;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.scheduling.ClusterPicture;
import java.time.Instant;
import java.util.List;

/// What a look at the cluster finds.
///
/// @param picture nodes and the pods on them, without expendable ones
/// @param nodes   registered nodes, in the order of the source
/// @param pending pods that the scheduler could place nowhere
public record ScaleUpView(
        Instant now,
        NodeScalingFlags flags,
        ClusterPicture picture,
        List<Node> nodes,
        List<Pod> pending,
        List<GrowingGroup> groups,
        List<Daemon> daemons,
        Prices prices,
        Priorities priorities) {
    public ScaleUpView {
        nodes = List.copyOf(nodes);
        pending = List.copyOf(pending);
        groups = List.copyOf(groups);
        daemons = List.copyOf(daemons);
    }

    ScaleUpView withGroups(List<GrowingGroup> groups) {
        return new ScaleUpView(now, flags, picture, nodes, pending, groups, daemons, prices, priorities);
    }
}
