package dev.tidewright.apiserver.defaulting;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Short ways to change trees that belong to the caller.
public final class Trees {
    private Trees() {}

    /// Sets a text where there is none, or an empty one.
    public static void text(ObjectNode node, String field, String value) {
        if (node.path(field).asString("").isEmpty()) {
            node.put(field, value);
        }
    }

    static void number(ObjectNode node, String field, int value) {
        if (!node.hasNonNull(field)) {
            node.put(field, value);
        }
    }

    /// Sets a number where there is none or 0, for fields that upstream does not hold by pointer.
    static void positive(ObjectNode node, String field, int value) {
        if (node.path(field).asInt(0) == 0) {
            node.put(field, value);
        }
    }

    static void truth(ObjectNode node, String field, boolean value) {
        if (!node.hasNonNull(field)) {
            node.put(field, value);
        }
    }

    static void empty(ObjectNode node, String field) {
        if (!node.path(field).isObject()) {
            node.putObject(field);
        }
    }

    /// The object under a name, made where there is none.
    public static ObjectNode object(ObjectNode node, String field) {
        return node.path(field) instanceof ObjectNode found ? found : node.putObject(field);
    }

    /// The objects of a list; none where there is no list.
    public static List<ObjectNode> objects(JsonNode list) {
        List<ObjectNode> found = new ArrayList<>(list.size());
        for (JsonNode item : list) {
            if (item instanceof ObjectNode object) {
                found.add(object);
            }
        }
        return found;
    }
}
