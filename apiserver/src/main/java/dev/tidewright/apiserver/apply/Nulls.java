package dev.tidewright.apiserver.apply;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A null in a document says what leaving the field out says.
@SuppressWarnings("ReferenceEquality") // asks whether a part was replaced, not whether it looks the same
final class Nulls {
    private Nulls() {}

    static boolean in(JsonNode tree) {
        if (tree.isNull()) {
            return true;
        }
        for (JsonNode inner : tree) {
            if (in(inner)) {
                return true;
            }
        }
        return false;
    }

    /// Shares with `object` whatever holds no null.
    static ObjectNode without(ObjectNode object) {
        ObjectNode changed = null;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode value = field.getValue();
            JsonNode kept = value(value);
            if (kept != value || value.isNull()) {
                if (changed == null) {
                    changed = JsonNodeFactory.instance.objectNode().setAll(object);
                }
                if (value.isNull()) {
                    changed.remove(field.getKey());
                } else {
                    changed.set(field.getKey(), kept);
                }
            }
        }
        return changed == null ? object : changed;
    }

    private static JsonNode value(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return without(object);
        }
        if (!value.isArray()) {
            return value;
        }
        var items = JsonNodeFactory.instance.arrayNode(value.size());
        boolean same = true;
        for (JsonNode item : value) {
            JsonNode kept = value(item);
            same &= kept == item;
            items.add(kept);
        }
        return same ? value : items;
    }
}
