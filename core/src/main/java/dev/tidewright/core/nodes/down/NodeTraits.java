package dev.tidewright.core.nodes.down;

import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Taint;
import dev.tidewright.core.units.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What nodes are, as cluster-autoscaler tells them apart, and the marks it leaves on them.
public final class NodeTraits {
    /// Marks a node that is being given back. Its value is the time of the mark, in seconds since 1970.
    public static final String TO_BE_DELETED = "ToBeDeletedByClusterAutoscaler";
    /// Marks a node that may go soon, with `PreferNoSchedule`. Its value is the time since when.
    public static final String DELETION_CANDIDATE = "DeletionCandidateOfClusterAutoscaler";

    public static final String SCALE_DOWN_DISABLED = "cluster-autoscaler.kubernetes.io/scale-down-disabled";

    /// After which a deletion that did not end is no longer believed in (`MaxCloudProviderNodeDeletionTime`).
    static final Duration DELETION_TIME = Duration.ofMinutes(5);

    private static final List<String> GPU_LABELS =
            List.of("cloud.google.com/gke-accelerator", "k8s.amazonaws.com/accelerator", "accelerator");
    /// By which clouds, or their agents on the node, tell that a machine will be taken back.
    private static final List<String> RECLAIM_TAINTS = List.of(
            "cloud.google.com/impending-node-termination",
            "aws-node-termination-handler/spot-itn",
            "aws-node-termination-handler/rebalance-recommendation");

    private static final List<String> UNREADY_TAINTS = List.of(
            "node.kubernetes.io/not-ready",
            "node.kubernetes.io/unreachable",
            "node.kubernetes.io/disk-pressure",
            "node.kubernetes.io/network-unavailable");

    private NodeTraits() {}

    /// Whether the cloud made the node for its GPUs.
    static boolean hasGpuLabel(Node node) {
        return GPU_LABELS.stream().anyMatch(label -> node.meta().labels().containsKey(label));
    }

    /// Whether the node can take pods, as cluster-autoscaler reads its conditions (`pkg/utils/kubernetes/ready.go`); a
    /// node whose GPUs do not show yet cannot.
    public static boolean isReady(Node node) {
        boolean found = false;
        for (Condition condition : node.conditions()) {
            if (condition.type().equals("Ready")) {
                found = true;
                if (!condition.isTrue()) {
                    return false;
                }
            } else if (condition.isTrue()
                    && (condition.type().equals("DiskPressure")
                            || condition.type().equals("NetworkUnavailable"))) {
                return false;
            }
        }
        return found
                && node.taints().stream().noneMatch(taint -> UNREADY_TAINTS.contains(taint.key()))
                && !(hasGpuLabel(node) && gpus(node) == 0);
    }

    private static long gpus(Node node) {
        return node.allocatable().get(Utilisation.GPU).map(Quantity::value).orElse(0L);
    }

    /// Whether the cloud has given notice that it takes the machine back.
    public static boolean isReclaimed(Node node) {
        return node.taints().stream().anyMatch(taint -> RECLAIM_TAINTS.contains(taint.key()));
    }

    static boolean isKept(Node node) {
        return "true".equals(node.meta().annotations().get(SCALE_DOWN_DISABLED));
    }

    /// Since when the node carries a mark; empty where it does not, or where the mark tells no time.
    public static Optional<Instant> markedSince(Node node, String key) {
        for (Taint taint : node.taints()) {
            if (taint.key().equals(key)) {
                return seconds(taint.value());
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> seconds(String text) {
        try {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
        } catch (NumberFormatException | java.time.DateTimeException e) {
            return Optional.empty();
        }
    }

    /// Whether the node's deletion began less than five minutes ago.
    static boolean isBeingDeleted(Node node, Instant now) {
        return markedSince(node, TO_BE_DELETED)
                .filter(since -> Duration.between(since, now).compareTo(DELETION_TIME) < 0)
                .isPresent();
    }
}
