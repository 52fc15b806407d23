package dev.tidewright.control.nodes;

import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.scheduling.ClusterPicture;
import dev.tidewright.core.scheduling.Namespaces;

/// Draws a look as a [ClusterPicture]: its nodes, and the pods on them that count.
final class Picture {
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

    /// Whether it may be given back: it has started, and does not end yet.
    static boolean isUp(Node node, ClusterLook look) {
        return look.group(node)
                .filter(group -> group.isEnding(node) || group.isStarting(node, look.now()))
                .isEmpty();
    }
}
