package dev.tidewright.control.nodes;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.core.nodes.down.PodTraits;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.scheduling.ClusterPicture;
import dev.tidewright.core.scheduling.Namespaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Draws a look as a [ClusterPicture]: its nodes, and the pods on them that count.
final class Picture {
    private static final String STAND_IN = "-leaving";

    private Picture() {}

    /// @param expendableBelow pods of a lower priority do not count
    static ClusterPicture of(ClusterLook look, int expendableBelow) {
        var picture = new ClusterPicture(Namespaces.UNLABELLED);
        for (Node node : look.nodes()) {
            if (!isOff(node, look)) {
                picture.add(node);
            }
        }
        for (Pod pod : look.pods()) {
            if (pod.spec().priority() >= expendableBelow) {
                picture.add(pod);
            }
        }
        return picture;
    }

    /// Whether its machine shuts down, so that it takes no pods.
    private static boolean isOff(Node node, ClusterLook look) {
        return look.group(node)
                .filter(group -> group.leaving().contains(node.meta().name()))
                .isPresent();
    }

    /// Whether it may be given back: it has started, and does not shut down yet.
    static boolean isUp(Node node, ClusterLook look) {
        return !isOff(node, look)
                && look.group(node)
                        .filter(group -> group.isStarting(node, look.now()))
                        .isEmpty();
    }

    /// Stand-ins for the pods that will have to leave marked nodes and are not on their way yet: they will need a
    /// place.
    static List<Pod> leaving(ClusterLook look, Cluster cluster) {
        List<Pod> standIns = new ArrayList<>();
        for (Node node : look.nodes()) {
            if (look.isGoing(node)) {
                cluster.podsOn(node.meta().name()).stream()
                        .filter(Picture::willComeBack)
                        .map(Picture::standIn)
                        .forEach(standIns::add);
            }
        }
        return standIns;
    }

    private static boolean willComeBack(Pod pod) {
        return !pod.isTerminating()
                && !pod.status().isOver()
                && !PodTraits.isMirror(pod)
                && !PodTraits.belongsToDaemonSet(pod)
                && pod.meta().controller().isPresent();
    }

    /// Stand-ins have no uid, which every stored pod has.
    static boolean isStandIn(Pod pod) {
        return pod.meta().uid().isEmpty() && pod.meta().name().endsWith(STAND_IN);
    }

    private static Pod standIn(Pod pod) {
        ObjectMeta meta = pod.meta();
        var renamed = new ObjectMeta(
                meta.namespace(),
                meta.name() + STAND_IN,
                "",
                meta.labels(),
                meta.annotations(),
                meta.owners(),
                meta.created(),
                Optional.empty(),
                0,
                meta.generation());
        return new Pod(renamed, pod.spec(), Optional.empty(), PodStatus.PENDING);
    }
}
