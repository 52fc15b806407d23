package dev.tidewright.apiserver.storage;

import dev.tidewright.apiserver.resources.ResourceType;
import tools.jackson.databind.node.ObjectNode;

/// What the server itself puts into new objects of some kinds.
final class Defaults {
    private Defaults() {}

    static ObjectNode created(ResourceType type, ObjectNode tree) {
        return switch (type.storedKind()) {
            case "Namespace" -> namespace(tree);
            default -> tree;
        };
    }

    private static ObjectNode namespace(ObjectNode tree) {
        ObjectNode copy = Trees.copy(tree);
        ObjectNode meta = Trees.copy(tree.path("metadata"));
        ObjectNode labels = Trees.copy(meta.path("labels"));
        labels.put("kubernetes.io/metadata.name", Trees.text(meta, "name"));
        meta.set("labels", labels);
        copy.set("metadata", meta);
        copy.putObject("spec").putArray("finalizers").add("kubernetes");
        copy.putObject("status").put("phase", "Active");
        return copy;
    }
}
