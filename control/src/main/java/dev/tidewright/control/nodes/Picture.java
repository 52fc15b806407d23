package dev.tidewright.control.nodes;

import dev.tidewright.core.nodes.down.PodTraits;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.scheduling.ClusterPicture;
import dev.tidewright.core.scheduling.Namespaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Draws a look as a [ClusterPicture]: nodes that take pods, machines that are on their way, and the pods that count.
final class Picture {
    private static final String HOSTNAME = "kubernetes.io/hostname";

    private Picture() {}

    /// @param expendableBelow pods of a lower priority do not count
    static ClusterPicture of(ClusterLook look, int expendableBelow) {
        var picture = new ClusterPicture(Namespaces.UNLABELLED);
        for (Node node : look.nodes()) {
            if (counts(node, look)) {
                picture.add(node);
            }
        }
        for (GroupLook group : look.groups()) {
            for (int i = 0; i < group.upcoming(look.now()); i++) {
                picture.add(upcoming(group, i, look));
            }
        }
        for (Pod pod : look.pods()) {
            if (pod.spec().priority() >= expendableBelow) {
                picture.add(pod);
            }
        }
        return picture;
    }

    /// Nodes that start are drawn by the machine that is on its way instead; those that shut down take no pods.
    static boolean counts(Node node, ClusterLook look) {
        Optional<GroupLook> group = look.group(node);
        return group.isEmpty()
                || !(group.get().leaving().contains(node.meta().name())
                        || group.get().isStarting(node, look.now()));
    }

    private static Node upcoming(GroupLook group, int number, ClusterLook look) {
        Node template = group.group().template();
        String name = "upcoming-" + group.id() + "-" + number;
        Map<String, String> labels = new TreeMap<>(template.meta().labels());
        labels.put(HOSTNAME, name);
        ObjectMeta meta = ObjectMeta.named("", name).withLabels(Sorted.copyOf(labels));
        Condition ready = new Condition("Ready", "True", "", "", look.now());
        return new Node(
                meta, "", false, template.taints(), template.capacity(), template.allocatable(), List.of(ready));
    }

    /// Stand-ins for the pods that will have to leave marked nodes and are not on their way yet: they will need a
    /// place.
    static List<Pod> leaving(ClusterLook look) {
        List<Pod> standIns = new ArrayList<>();
        Map<String, List<Pod>> pods = look.podsByNode();
        for (Node node : look.nodes()) {
            if (look.isGoing(node)) {
                pods.getOrDefault(node.meta().name(), List.of()).stream()
                        .filter(Picture::willComeBack)
                        .map(Picture::standIn)
                        .forEach(standIns::add);
            }
        }
        return standIns;
    }

    private static boolean willComeBack(Pod pod) {
        return !pod.isTerminating()
                && !PodTraits.isMirror(pod)
                && !PodTraits.belongsToDaemonSet(pod)
                && pod.meta().controller().isPresent();
    }

    private static Pod standIn(Pod pod) {
        ObjectMeta meta = pod.meta();
        var renamed = new ObjectMeta(
                meta.namespace(),
                meta.name() + "-leaving",
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
