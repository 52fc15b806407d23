package dev.tidewright.apiserver.storage;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Small steps on trees that are never changed below a copied top.
final class Trees {
    private Trees() {}

    static ObjectNode copy(JsonNode tree) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        if (tree instanceof ObjectNode fields) {
            copy.setAll(fields);
        }
        return copy;
    }

    static ObjectNode without(ObjectNode tree, String... names) {
        ObjectNode copy = copy(tree);
        copy.remove(List.of(names));
        return copy;
    }

    /// The object with other metadata.
    static ObjectNode withMeta(ObjectNode tree, ObjectNode meta) {
        ObjectNode copy = copy(tree);
        copy.set("metadata", meta);
        return copy;
    }

    /// The object with the `managedFields` that `owned` has.
    static ObjectNode withOwners(ObjectNode tree, ObjectNode owned) {
        ObjectNode meta = copy(tree.path("metadata"));
        meta.remove("managedFields");
        JsonNode owners = owners(owned);
        if (!owners.isMissingNode()) {
            meta.set("managedFields", owners);
        }
        return withMeta(tree, meta);
    }

    static String text(JsonNode tree, String name) {
        return tree.path(name).asString("");
    }

    static String meta(JsonNode tree, String name) {
        return tree.path("metadata").path(name).asString("");
    }

    /// Whether all but metadata and status is equal: what `generation` counts.
    static boolean hasSameSpec(ObjectNode one, ObjectNode other) {
        String[] beside = {"metadata", "status", "apiVersion", "kind"};
        return without(one, beside).equals(without(other, beside));
    }

    /// Whether nothing differs but the times of who owns what: such a write is none.
    ///
    /// Source: apiserver's `fieldmanager/equality.go`.
    static boolean isSame(ObjectNode one, ObjectNode other) {
        return bare(one).equals(bare(other)) && sameOwners(owners(one), owners(other));
    }

    private static ObjectNode bare(ObjectNode tree) {
        ObjectNode meta = copy(tree.path("metadata"));
        meta.remove(List.of("managedFields", "resourceVersion", "generation"));
        return withMeta(tree, meta);
    }

    private static JsonNode owners(ObjectNode tree) {
        return tree.path("metadata").path("managedFields");
    }

    private static boolean sameOwners(JsonNode one, JsonNode other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!copy(one.get(i)).without("time").equals(copy(other.get(i)).without("time"))) {
                return false;
            }
        }
        return true;
    }
}
