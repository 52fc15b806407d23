package dev.tidewright.core.nodes.up;

import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.objects.Taint;
import dev.tidewright.core.scheduling.ClusterPicture;
import dev.tidewright.core.scheduling.PodShape;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a new node of a group will look like, with the pods that come with every node of it.
public record NodeTemplate(Node node, List<Pod> pods) {
    static final String HOSTNAME = "kubernetes.io/hostname";
    /// No real name holds it, so an imagined pod is never taken for one that exists.
    private static final String UNLIKE_REAL = "~";

    public NodeTemplate {
        pods = List.copyOf(pods);
    }

    /// Puts one more such node, with its pods, into the picture.
    ///
    /// @param suffix makes the node's and the pods' names unique
    /// @return the node's handle
    int addTo(ClusterPicture picture, String suffix) {
        String name = node.meta().name() + "-" + suffix;
        int slot = picture.add(renamed(node, name));
        for (Pod pod : pods) {
            PodShape shape = picture.shape(pod);
            picture.place(renamed(pod, pod.meta().name() + UNLIKE_REAL + suffix, name), shape, slot);
        }
        return slot;
    }

    static Node renamed(Node node, String name) {
        SortedMap<String, String> labels = new TreeMap<>(node.meta().labels());
        labels.put(HOSTNAME, name);
        return with(node, renamed(node.meta(), name).withLabels(Sorted.copyOf(labels)), node.taints());
    }

    static Node with(Node node, ObjectMeta meta, List<Taint> taints) {
        return new Node(
                meta,
                node.providerId(),
                node.unschedulable(),
                new ArrayList<>(taints),
                node.capacity(),
                node.allocatable(),
                node.conditions());
    }

    static Pod renamed(Pod pod, String name, String node) {
        return pod.with(renamed(pod.meta(), name)).boundTo(node);
    }

    private static ObjectMeta renamed(ObjectMeta meta, String name) {
        return new ObjectMeta(
                meta.namespace(),
                name,
                meta.uid(),
                meta.labels(),
                meta.annotations(),
                meta.owners(),
                meta.created(),
                meta.deleted(),
                meta.version(),
                meta.generation());
    }
}
