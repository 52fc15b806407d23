package dev.tidewright.kubernetes.write;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes the difference between two typed forms of an object into its whole document, and leaves alone what the typed
/// form does not know. Items of lists are the same where their names are.
final class Graft {
    private Graft() {}

    static ObjectNode into(ObjectNode document, JsonNode before, JsonNode after) {
        ObjectNode grafted = document.deepCopy();
        for (String name : before.propertyNames()) {
            if (!after.has(name)) {
                grafted.remove(name);
            }
        }
        for (var field : after.properties()) {
            String name = field.getKey();
            JsonNode old = before.path(name);
            if (!old.equals(field.getValue())) {
                grafted.set(name, value(document.path(name), old, field.getValue()));
            }
        }
        return grafted;
    }

    private static JsonNode value(JsonNode written, JsonNode before, JsonNode after) {
        if (written instanceof ObjectNode mapping && before.isObject() && after.isObject()) {
            return into(mapping, before, after);
        }
        return written.isArray() && before.isArray() && after.isArray() ? items(written, before, after) : after;
    }

    private static ArrayNode items(JsonNode written, JsonNode before, JsonNode after) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode(after.size());
        for (JsonNode item : after) {
            JsonNode known = named(written, item);
            JsonNode old = named(before, item);
            items.add(
                    known instanceof ObjectNode mapping && old.isObject() && item.isObject()
                            ? into(mapping, old, item)
                            : item);
        }
        return items;
    }

    private static JsonNode named(JsonNode items, JsonNode wanted) {
        String name = wanted.path("name").asString("");
        if (!name.isEmpty()) {
            for (JsonNode item : items) {
                if (item.path("name").asString("").equals(name)) {
                    return item;
                }
            }
        }
        return JsonNodeFactory.instance.missingNode();
    }
}
