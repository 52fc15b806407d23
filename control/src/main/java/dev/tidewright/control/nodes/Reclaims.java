package dev.tidewright.control.nodes;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.scheduling.ClusterPicture;
import java.util.List;
import java.util.Optional;

/// Uses the notice that a cloud gives before it takes a machine back: pods that have a place elsewhere now move at
/// once,
/// within their budgets. The others serve to the end, for moving them early would win nothing.
final class Reclaims {
    private final Cluster cluster;
    private final Chronicle chronicle;

    Reclaims(Cluster cluster, Chronicle chronicle) {
        this.cluster = cluster;
        this.chronicle = chronicle;
    }

    /// @param picture in which the stand-ins of leaving pods have their places
    void move(ClusterLook look, ClusterPicture picture) {
        for (Node node : look.nodes()) {
            boolean reclaimed = look.group(node)
                    .filter(group -> group.reclaimed().contains(node.meta().name()))
                    .isPresent();
            if (reclaimed) {
                for (Pod pod : cluster.podsOn(node.meta().name())) {
                    if (StandIns.willComeBack(pod)) {
                        place(pod, look, picture).ifPresent(place -> move(pod, node, place));
                    }
                }
            }
        }
    }

    /// The node that stands now and would take the pod.
    private static Optional<String> place(Pod pod, ClusterLook look, ClusterPicture picture) {
        var slot = picture.nodeOf(StandIns.leaving(pod));
        if (slot.isEmpty()) {
            return Optional.empty();
        }
        Node place = picture.node(slot.getAsInt());
        boolean stands = look.nodes().stream()
                .anyMatch(node -> node.meta().name().equals(place.meta().name()));
        return stands ? Optional.of(place.meta().name()) : Optional.empty();
    }

    private void move(Pod pod, Node from, String place) {
        if (cluster.apply(new Change.Evict(pod.key(), Optional.empty())) instanceof Cluster.Outcome.Applied) {
            chronicle.meters().evicted(true);
            chronicle.record(
                    pod.key(),
                    "evict",
                    because("its machine is taken back, and there is room elsewhere")
                            .given("node", from.meta().name())
                            .given("room on", place),
                    List.of(from.key()));
            chronicle.normal(pod.key(), "SpotReclaim", "moving pod before its machine is taken back");
        }
    }
}
