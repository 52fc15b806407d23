package dev.tidewright.apiserver.apply;

import dev.tidewright.apiserver.schemas.Items;
import dev.tidewright.apiserver.schemas.Members;
import dev.tidewright.apiserver.schemas.Schema;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Every path that a document names. Source of the rules: structured-merge-diff, `typed/tofieldset.go`.
final class DocumentFields {
    private DocumentFields() {}

    static FieldSet of(JsonNode document, Schema schema) {
        Growth root = Growth.root();
        collect(root, document, schema);
        return root.freeze();
    }

    private static void collect(Growth place, JsonNode value, Schema schema) {
        switch (Form.of(schema, value)) {
            case SCALAR -> place.include();
            case OBJECT -> {
                if (schema.members().atomic()) {
                    place.include();
                } else if (value instanceof ObjectNode object) {
                    members(place, object, schema.members());
                }
            }
            case LIST -> {
                if (schema.items().atomic()) {
                    place.include();
                } else if (value instanceof ArrayNode list) {
                    items(place, list, schema.items());
                }
            }
        }
    }

    private static void members(Growth place, ObjectNode object, Members members) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            Growth inner = place.at(new PathElement.Name(field.getKey()));
            JsonNode value = field.getValue();
            members.at(field.getKey()).ifPresent(schema -> collect(inner, value, schema));
            if (value.isNull() || (value.isObject() && value.isEmpty()) || !members.declares(field.getKey())) {
                inner.include();
            }
        }
    }

    private static void items(Growth place, ArrayNode list, Items items) {
        Map<PathElement, Integer> counts = new TreeMap<>();
        for (JsonNode item : list) {
            ItemNames.of(items, item).ifPresent(name -> counts.merge(name, 1, Integer::sum));
        }
        for (JsonNode item : list) {
            Optional<PathElement> name = ItemNames.of(items, item);
            Integer count = name.map(counts::remove).orElse(null);
            if (name.isPresent() && count != null) {
                Growth inner = place.at(name.get());
                if (count == 1) {
                    collect(inner, item, items.element());
                }
                inner.include();
            }
        }
    }
}
