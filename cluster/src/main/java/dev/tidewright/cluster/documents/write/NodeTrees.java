package dev.tidewright.cluster.documents.write;

import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Taint;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes nodes.
final class NodeTrees {
    private NodeTrees() {}

    static ObjectNode spec(Node node) {
        ObjectNode tree = Nodes.shallow(MetaTrees.origin(node.meta()).path("spec"));
        Nodes.text(tree, "providerID", node.providerId());
        tree.remove("taints");
        tree.remove("unschedulable");
        if (!node.taints().isEmpty()) {
            ArrayNode taints = tree.putArray("taints");
            node.taints().forEach(taint -> taints.add(taint(taint)));
        }
        if (node.unschedulable()) {
            tree.put("unschedulable", true);
        }
        return tree;
    }

    private static ObjectNode taint(Taint taint) {
        ObjectNode tree = Nodes.object();
        tree.put("key", taint.key());
        Nodes.text(tree, "value", taint.value());
        tree.put("effect", taint.effect());
        return tree;
    }

    static ObjectNode status(Node node) {
        ObjectNode tree = Nodes.object();
        tree.set("capacity", Nodes.resources(node.capacity()));
        tree.set("allocatable", Nodes.resources(node.allocatable()));
        ConditionTrees.conditions(tree, node.conditions(), "lastHeartbeatTime");
        return tree;
    }
}
