package dev.tidewright.apiserver.conversion;

import dev.tidewright.apiserver.resources.ResourceType;
import tools.jackson.databind.node.ObjectNode;

/// Between the version in which a kind is kept and the one in which a client speaks of it.
///
/// HorizontalPodAutoscalers are kept as `autoscaling/v2`, events as `v1`; custom kinds convert by strategy `None`,
/// which
/// changes the version's name only.
public final class Conversions {
    private Conversions() {}

    /// @param tree in the type's version; it is not changed
    /// @return in the stored version: the tree itself where that is the same
    public static ObjectNode toStored(ResourceType type, ObjectNode tree) {
        return switch (type.kind()) {
            case "HorizontalPodAutoscaler" -> isFirst(type) ? AutoscalerVersions.toSecond(tree) : tree;
            case "Event" -> isFresh(type) ? EventVersions.toCore(tree) : tree;
            default -> tree;
        };
    }

    /// @param stored as kept; it is not changed
    /// @return in the type's version: the tree itself where that is the same
    public static ObjectNode fromStored(ResourceType type, ObjectNode stored) {
        if (stored.path("apiVersion").asString("").equals(type.apiVersion())) {
            return stored;
        }
        return switch (type.kind()) {
            case "HorizontalPodAutoscaler" -> isFirst(type) ? AutoscalerVersions.toFirst(stored) : stored;
            case "Event" -> isFresh(type) ? EventVersions.fromCore(stored) : stored;
            default -> type.custom() ? renamed(type, stored) : stored;
        };
    }

    private static boolean isFirst(ResourceType type) {
        return type.group().equals("autoscaling") && type.version().equals("v1");
    }

    private static boolean isFresh(ResourceType type) {
        return type.group().equals("events.k8s.io");
    }

    private static ObjectNode renamed(ResourceType type, ObjectNode tree) {
        ObjectNode copy = tree.deepCopy();
        copy.put("apiVersion", type.apiVersion());
        return copy;
    }
}
