package dev.tidewright.core.nodes.up;

import dev.tidewright.core.nodes.NodeScalingFlags.Limits;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.units.Quantity;
import java.util.ArrayList;
import java.util.List;

/// What `--cores-total` and `--memory-total` leave. Not thread-safe.
///
/// Source: `pkg/resourcequotas/tracker.go`; whole cores and bytes of the nodes' capacity.
final class Quota {
    private long coresLeft;
    private long bytesLeft;

    Quota(Limits limits, List<Node> nodes) {
        long cores = limits.cores().max();
        long bytes = limits.memoryGib().max() << 30;
        for (Node node : nodes) {
            cores -= cores(node);
            bytes -= bytes(node);
        }
        coresLeft = Math.max(0, cores);
        bytesLeft = Math.max(0, bytes);
    }

    private static long cores(Node node) {
        return node.capacity().get(Resources.CPU).map(Quantity::value).orElse(0L);
    }

    private static long bytes(Node node) {
        return node.capacity().get(Resources.MEMORY).map(Quantity::value).orElse(0L);
    }

    /// How many of `wanted` such nodes are allowed.
    int allowed(Node node, int wanted) {
        long allowed = wanted;
        if (cores(node) > 0) {
            allowed = Math.min(allowed, coresLeft / cores(node));
        }
        if (bytes(node) > 0) {
            allowed = Math.min(allowed, bytesLeft / bytes(node));
        }
        return (int) allowed;
    }

    /// The resources that `wanted` such nodes would exceed, sorted.
    List<String> exceeded(Node node, int wanted) {
        List<String> exceeded = new ArrayList<>();
        if (cores(node) > 0 && coresLeft < cores(node) * wanted) {
            exceeded.add(Resources.CPU);
        }
        if (bytes(node) > 0 && bytesLeft < bytes(node) * wanted) {
            exceeded.add(Resources.MEMORY);
        }
        return exceeded;
    }

    void consume(Node node, int count) {
        coresLeft = Math.max(0, coresLeft - cores(node) * count);
        bytesLeft = Math.max(0, bytesLeft - bytes(node) * count);
    }
}
