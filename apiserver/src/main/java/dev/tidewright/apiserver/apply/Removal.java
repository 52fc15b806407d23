package dev.tidewright.apiserver.apply;

import dev.tidewright.apiserver.schemas.Items;
import dev.tidewright.apiserver.schemas.Members;
import dev.tidewright.apiserver.schemas.Schema;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// A document without the fields and items that a set names. What loses all it held is null: as upstream, it is still
/// there while owners are compared.
///
/// Source of the rules: structured-merge-diff, `typed/remove.go`.
final class Removal {
    private Removal() {}

    static JsonNode of(JsonNode value, FieldSet gone, Schema schema) {
        return switch (Form.of(schema, value)) {
            case SCALAR -> value;
            case OBJECT -> object(value, gone, schema.members());
            case LIST -> list(value, gone, schema.items());
        };
    }

    private static JsonNode object(JsonNode value, FieldSet gone, Members members) {
        if (!(value instanceof ObjectNode object) || members.atomic()) {
            return NullNode.getInstance();
        }
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            PathElement name = new PathElement.Name(field.getKey());
            if (!gone.has(name)) {
                Schema schema = members.at(field.getKey()).orElse(Schema.ANYTHING);
                kept.set(field.getKey(), inner(field.getValue(), gone.under(name), schema));
            }
        }
        return kept.isEmpty() ? NullNode.getInstance() : kept;
    }

    private static JsonNode list(JsonNode value, FieldSet gone, Items items) {
        if (!(value instanceof ArrayNode list) || items.atomic()) {
            return NullNode.getInstance();
        }
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : list) {
            Optional<PathElement> name = ItemNames.of(items, item);
            if (name.isEmpty()) {
                kept.add(item);
            } else if (!gone.has(name.get())) {
                kept.add(inner(item, gone.under(name.get()), items.element()));
            }
        }
        return kept.isEmpty() ? NullNode.getInstance() : kept;
    }

    private static JsonNode inner(JsonNode value, FieldSet gone, Schema schema) {
        return gone.isEmpty() ? value : of(value, gone, schema);
    }
}
