package dev.tidewright.core.objects;

import java.util.List;

/// A machine of the cluster.
///
/// @param providerId    the cloud's name for the machine; empty where there is none
/// @param unschedulable cordoned
public record Node(
        ObjectMeta meta,
        String providerId,
        boolean unschedulable,
        List<Taint> taints,
        Resources capacity,
        Resources allocatable,
        List<Condition> conditions)
        implements KubeObject {
    public Node {
        taints = List.copyOf(taints);
        conditions = List.copyOf(conditions);
    }

    @Override
    public String kind() {
        return "Node";
    }

    public boolean isReady() {
        for (Condition condition : conditions) {
            if (condition.type().equals("Ready")) {
                return condition.isTrue();
            }
        }
        return false;
    }

    @Override
    public Node with(ObjectMeta meta) {
        return new Node(meta, providerId, unschedulable, taints, capacity, allocatable, conditions);
    }

    @Override
    public Node withStatusOf(KubeObject other) {
        Node from = (Node) other;
        return new Node(meta, providerId, unschedulable, taints, from.capacity, from.allocatable, from.conditions);
    }

    public Node withTaints(List<Taint> taints, boolean unschedulable) {
        return new Node(meta, providerId, unschedulable, taints, capacity, allocatable, conditions);
    }

    public Node with(List<Condition> conditions) {
        return new Node(meta, providerId, unschedulable, taints, capacity, allocatable, conditions);
    }
}
