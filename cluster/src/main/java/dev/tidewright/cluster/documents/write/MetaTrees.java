package dev.tidewright.cluster.documents.write;

import dev.tidewright.cluster.documents.JsonOrigin;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.OwnerReference;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes what objects of every kind share.
public final class MetaTrees {
    /// What of a document's metadata is kept as it was written; all else is typed.
    private static final List<String> KEPT = List.of("generateName", "finalizers", "managedFields");

    private MetaTrees() {}

    /// `metadata`.
    public static ObjectNode meta(ObjectMeta meta) {
        JsonNode origin = origin(meta).path("metadata");
        ObjectNode tree = Nodes.object();
        tree.put("name", meta.name());
        Nodes.text(tree, "generateName", origin.path("generateName").asString(""));
        Nodes.text(tree, "namespace", meta.namespace());
        Nodes.text(tree, "uid", meta.uid());
        if (meta.version() > 0) {
            tree.put("resourceVersion", Long.toString(meta.version()));
        }
        tree.put("generation", meta.generation());
        if (!meta.created().equals(Instant.EPOCH)) {
            tree.put("creationTimestamp", Nodes.time(meta.created()));
        }
        meta.deleted().ifPresent(at -> tree.put("deletionTimestamp", Nodes.time(at)));
        Nodes.texts(tree, "labels", meta.labels());
        Nodes.texts(tree, "annotations", meta.annotations());
        owners(tree, meta.owners(), origin.path("ownerReferences"));
        for (String name : KEPT) {
            JsonNode kept = origin.path(name);
            if (!kept.isMissingNode() && !kept.isEmpty()) {
                tree.set(name, kept);
            }
        }
        return tree;
    }

    private static void owners(ObjectNode tree, List<OwnerReference> owners, JsonNode origin) {
        if (owners.isEmpty()) {
            return;
        }
        if (isSame(owners, origin)) {
            tree.set("ownerReferences", origin);
            return;
        }
        ArrayNode items = tree.putArray("ownerReferences");
        for (OwnerReference owner : owners) {
            ObjectNode item = items.addObject();
            item.put("apiVersion", owner.apiVersion());
            item.put("kind", owner.kind());
            item.put("name", owner.name());
            item.put("uid", owner.uid());
            if (owner.controller()) {
                item.put("controller", true);
                item.put("blockOwnerDeletion", true);
            }
        }
    }

    private static boolean isSame(List<OwnerReference> owners, JsonNode origin) {
        if (origin.size() != owners.size()) {
            return false;
        }
        for (int i = 0; i < owners.size(); i++) {
            if (!origin.path(i).path("uid").asString("").equals(owners.get(i).uid())) {
                return false;
            }
        }
        return true;
    }

    /// The document that an object was read from; a missing node where there is none.
    static JsonNode origin(ObjectMeta meta) {
        return meta.origin() instanceof JsonOrigin origin ? origin.tree() : MissingNode.getInstance();
    }

    /// A `metav1.LabelSelector`.
    public static ObjectNode selector(LabelSelector selector) {
        ObjectNode tree = Nodes.object();
        Nodes.texts(tree, "matchLabels", selector.matchLabels());
        if (!selector.requirements().isEmpty()) {
            ArrayNode items = tree.putArray("matchExpressions");
            selector.requirements().forEach(each -> items.add(requirement(each)));
        }
        return tree;
    }

    static ObjectNode requirement(LabelSelector.Requirement requirement) {
        ObjectNode tree = Nodes.object();
        tree.put("key", requirement.key());
        tree.put("operator", word(requirement.operator()));
        if (!requirement.values().isEmpty()) {
            ArrayNode values = tree.putArray("values");
            requirement.values().forEach(values::add);
        }
        return tree;
    }

    private static String word(LabelSelector.Operator operator) {
        return switch (operator) {
            case IN -> "In";
            case NOT_IN -> "NotIn";
            case EXISTS -> "Exists";
            case DOES_NOT_EXIST -> "DoesNotExist";
            case GT -> "Gt";
            case LT -> "Lt";
        };
    }

    /// `RUNNING` as `Running`.
    static String word(Enum<?> constant) {
        String name = constant.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
