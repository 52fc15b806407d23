package dev.tidewright.apiserver.apply;

import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Takes nulls out of documents, where they say what leaving the field out says.
@SuppressWarnings("ReferenceEquality") // asks whether a part was replaced, not whether it looks the same
final class Nulls {
    private final Predicate<JsonNode> unwanted;

    private Nulls(Predicate<JsonNode> unwanted) {
        this.unwanted = unwanted;
    }

    /// `object` without any null; shares with it whatever holds none.
    static ObjectNode without(ObjectNode object) {
        return new Nulls(JsonNode::isNull).object(object);
    }

    /// `object` without what [Removal] emptied.
    static ObjectNode withoutEmptied(ObjectNode object) {
        return new Nulls(value -> value == Removal.EMPTIED).object(object);
    }

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

    private ObjectNode object(ObjectNode object) {
        ObjectNode changed = null;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode value = field.getValue();
            JsonNode kept = value(value);
            if (kept != value || unwanted.test(value)) {
                if (changed == null) {
                    changed = JsonNodeFactory.instance.objectNode().setAll(object);
                }
                if (unwanted.test(value)) {
                    changed.remove(field.getKey());
                } else {
                    changed.set(field.getKey(), kept);
                }
            }
        }
        return changed == null ? object : changed;
    }

    private JsonNode value(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return object(object);
        }
        if (!value.isArray()) {
            return value;
        }
        var items = JsonNodeFactory.instance.arrayNode(value.size());
        boolean same = true;
        for (JsonNode item : value) {
            JsonNode kept = value(item);
            same &= kept == item && !unwanted.test(item);
            if (!unwanted.test(item)) {
                items.add(kept);
            }
        }
        return same ? value : items;
    }
}
