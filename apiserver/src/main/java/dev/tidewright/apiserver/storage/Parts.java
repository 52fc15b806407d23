package dev.tidewright.apiserver.storage;

import dev.tidewright.apiserver.resources.ResourceType;
import tools.jackson.databind.node.ObjectNode;

/// Which part of an object a request may write: all but the status, or the status alone.
final class Parts {
    private Parts() {}

    /// A new object, without a status where its kind has a status of its own.
    static ObjectNode fresh(ResourceType type, ObjectNode tree) {
        return Typing.hasStatus(type) ? Trees.without(tree, "status") : tree;
    }

    /// The object with the writer's part from `wanted` and the rest as in `live`.
    static ObjectNode merged(ResourceType type, String subresource, ObjectNode live, ObjectNode wanted) {
        if (subresource.equals("status")) {
            ObjectNode merged = Trees.copy(live);
            ObjectNode meta = Trees.copy(live.path("metadata"));
            if (wanted.path("metadata").has("managedFields")) {
                meta.set("managedFields", wanted.path("metadata").get("managedFields"));
            }
            merged.set("metadata", meta);
            take(merged, wanted, "status");
            return merged;
        }
        if (!subresource.isEmpty() || !Typing.hasStatus(type)) {
            return wanted;
        }
        ObjectNode merged = Trees.copy(wanted);
        take(merged, live, "status");
        return merged;
    }

    private static void take(ObjectNode into, ObjectNode from, String name) {
        if (from.has(name)) {
            into.set(name, from.get(name));
        } else {
            into.remove(name);
        }
    }
}
