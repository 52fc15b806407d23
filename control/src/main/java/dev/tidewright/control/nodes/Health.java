package dev.tidewright.control.nodes;

import dev.tidewright.core.nodes.NodeScalingFlags.Delivery;
import dev.tidewright.core.nodes.down.NodeTraits;

/// Stops everything where too many nodes are not ready: then it is the cluster that is ill, not the nodes. Not
/// thread-safe.
///
/// Source: `IsClusterHealthy` in `pkg/clusterstate/clusterstate.go`.
final class Health {
    private final Delivery flags;
    private final Chronicle chronicle;
    private boolean toldUnhealthy;

    Health(Delivery flags, Chronicle chronicle) {
        this.flags = flags;
        this.chronicle = chronicle;
    }

    boolean allowsScaling(ClusterLook look) {
        long unready = look.nodes().stream()
                .filter(node -> !NodeTraits.isReady(node)
                        && !look.isGoing(node)
                        && look.group(node)
                                .filter(group -> group.isStarting(node, look.now()))
                                .isEmpty())
                .count();
        boolean healthy = unready <= flags.okUnreadyCount()
                || unready <= flags.maxUnreadyPercent() / 100 * look.nodes().size();
        if (!healthy && !toldUnhealthy) {
            chronicle.warning(chronicle.status(), "ClusterUnhealthy", "Cluster is unhealthy");
        }
        toldUnhealthy = !healthy;
        return healthy;
    }
}
