package dev.tidewright.core.nodes.down;

import dev.tidewright.core.nodes.NodeScalingFlags.Limits;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.units.Quantity;
import java.util.List;

/// What the cluster can lose before it falls below `--cores-total` and `--memory-total`. Not thread-safe.
///
/// Source: `pkg/resourcequotas/tracker.go`; whole cores and bytes of the nodes' capacity.
final class ResourceFloor {
    private long coresLeft;
    private long bytesLeft;

    ResourceFloor(Limits limits, List<Node> nodes) {
        long cores = 0;
        long bytes = 0;
        for (Node node : nodes) {
            cores += cores(node);
            bytes += bytes(node);
        }
        coresLeft = Math.max(0, cores - limits.cores().min());
        bytesLeft = Math.max(0, bytes - (limits.memoryGib().min() << 30));
    }

    private static long cores(Node node) {
        return node.capacity().get(Resources.CPU).map(Quantity::value).orElse(0L);
    }

    private static long bytes(Node node) {
        return node.capacity().get(Resources.MEMORY).map(Quantity::value).orElse(0L);
    }

    /// Takes the node off what is left; false, and nothing taken, where that is too little.
    boolean allowsLossOf(Node node) {
        long cores = cores(node);
        long bytes = bytes(node);
        if ((cores > 0 && coresLeft < cores) || (bytes > 0 && bytesLeft < bytes)) {
            return false;
        }
        coresLeft -= cores;
        bytesLeft -= bytes;
        return true;
    }
}
