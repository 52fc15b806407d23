package dev.tidewright.control.nodes;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.NodeGroups.Instance;
import dev.tidewright.cluster.NodeGroups.NodeGroup;
import dev.tidewright.core.nodes.down.NodeTraits;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodStatus.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The cluster and its groups at one moment.
///
/// @param groupOf by node name; looked up only
record ClusterLook(
        Instant now, List<Node> nodes, List<Pod> pods, List<GroupLook> groups, Map<String, GroupLook> groupOf) {

    static ClusterLook at(Instant now, Cluster cluster, List<NodeGroup> groups, NodeScalingSettings settings) {
        List<Node> nodes = cluster.list(Node.class);
        Map<String, Node> byProvider = new HashMap<>();
        nodes.forEach(node -> byProvider.put(node.providerId(), node));
        List<GroupLook> looks = new ArrayList<>();
        Map<String, GroupLook> groupOf = new HashMap<>();
        for (NodeGroup group : groups) {
            GroupLook look = look(group, byProvider, settings);
            looks.add(look);
            look.nodes().forEach(node -> groupOf.put(node.meta().name(), look));
            look.leaving().forEach(name -> groupOf.put(name, look));
            look.reclaimed().forEach(name -> groupOf.put(name, look));
        }
        return new ClusterLook(now, nodes, cluster.list(Pod.class), looks, groupOf);
    }

    private static GroupLook look(NodeGroup group, Map<String, Node> byProvider, NodeScalingSettings settings) {
        List<Node> nodes = new ArrayList<>();
        Set<String> leaving = new LinkedHashSet<>();
        Set<String> reclaimed = new LinkedHashSet<>();
        List<Instance> unregistered = new ArrayList<>();
        for (Instance instance : group.instances()) {
            Node node = byProvider.get(instance.providerId());
            boolean ends = instance.state() == Instance.State.DELETING;
            if (node == null && !ends) {
                unregistered.add(instance);
            } else if (node != null && ends) {
                leaving.add(node.meta().name());
            } else if (node != null && NodeTraits.isReclaimed(node)) {
                reclaimed.add(node.meta().name());
            } else if (node != null) {
                nodes.add(node);
            }
        }
        return new GroupLook(group, settings.optionsOf(group.id()), nodes, leaving, reclaimed, unregistered);
    }

    Optional<GroupLook> group(Node node) {
        return Optional.ofNullable(groupOf.get(node.meta().name()));
    }

    /// Whether the node's machine shuts down or is taken back, or its deletion is under way.
    boolean isGoing(Node node) {
        return NodeTraits.markedSince(node, NodeTraits.TO_BE_DELETED).isPresent()
                || group(node).filter(group -> group.isEnding(node)).isPresent();
    }

    /// Pods that the scheduler could not place, oldest first among equals of a namespace and name order.
    List<Pod> unschedulable() {
        return pods.stream().filter(ClusterLook::isUnschedulable).toList();
    }

    private static boolean isUnschedulable(Pod pod) {
        return pod.node().isEmpty()
                && !pod.isTerminating()
                && pod.status().phase() == Phase.PENDING
                && pod.status().conditions().stream().anyMatch(ClusterLook::saysUnschedulable);
    }

    private static boolean saysUnschedulable(Condition condition) {
        return condition.type().equals("PodScheduled")
                && condition.status().equals("False")
                && condition.reason().equals("Unschedulable");
    }
}
