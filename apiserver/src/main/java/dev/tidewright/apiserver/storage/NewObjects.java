package dev.tidewright.apiserver.storage;

import dev.tidewright.apiserver.resources.ResourceType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the small controllers of a cluster would put into new objects at once: a namespace's label, a claim's volume.
final class NewObjects {
    private NewObjects() {}

    static ObjectNode completed(ResourceType type, ObjectNode tree) {
        return switch (type.storedKind()) {
            case "Namespace" -> namespace(tree);
            case "PersistentVolumeClaim" -> claim(tree);
            case "PersistentVolume" -> Trees.withMeta(tree, free(tree));
            default -> tree;
        };
    }

    private static ObjectNode namespace(ObjectNode tree) {
        ObjectNode meta = Trees.copy(tree.path("metadata"));
        ObjectNode labels = Trees.copy(meta.path("labels"));
        labels.put("kubernetes.io/metadata.name", Trees.text(meta, "name"));
        meta.set("labels", labels);
        return Trees.withMeta(tree, meta);
    }

    /// A claim is bound at once: the virtual world has disks for everybody.
    private static ObjectNode claim(ObjectNode tree) {
        ObjectNode copy = Trees.withMeta(tree, free(tree));
        ObjectNode spec = Trees.copy(tree.path("spec"));
        if (!spec.has("volumeName")) {
            spec.put("volumeName", "pvc-" + Trees.meta(tree, "name"));
        }
        copy.set("spec", spec);
        ObjectNode status = copy.putObject("status").put("phase", "Bound");
        status.set("accessModes", spec.path("accessModes"));
        status.set("capacity", spec.path("resources").path("requests"));
        return copy;
    }

    /// Without the finalizers of controllers that this world does not have.
    private static ObjectNode free(ObjectNode tree) {
        ObjectNode meta = Trees.copy(tree.path("metadata"));
        ArrayNode kept = meta.arrayNode();
        for (JsonNode finalizer : meta.path("finalizers")) {
            if (!finalizer.asString("").endsWith("-protection")) {
                kept.add(finalizer);
            }
        }
        meta.set("finalizers", kept);
        return meta;
    }
}
