package dev.tidewright.apiserver.apply;

import dev.tidewright.apiserver.schemas.Items;
import dev.tidewright.apiserver.schemas.Members;
import dev.tidewright.apiserver.schemas.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A document with another one laid over it: nothing goes, and where both name a value the upper one counts.
///
/// Source of the rules: structured-merge-diff, `typed/merge.go`.
final class Merge {
    private Merge() {}

    static ObjectNode of(ObjectNode lower, ObjectNode upper, Schema schema) {
        return merge(lower, upper, schema) instanceof ObjectNode merged
                ? merged
                : JsonNodeFactory.instance.objectNode();
    }

    static @Nullable JsonNode merge(@Nullable JsonNode lower, @Nullable JsonNode upper, Schema schema) {
        Form form = Form.of(schema, upper == null ? lower : upper);
        return switch (form) {
            case SCALAR -> upper == null ? lower : upper;
            case OBJECT -> {
                ObjectNode below = Form.object(lower);
                ObjectNode above = Form.object(upper);
                yield schema.members().atomic() || (Form.isBare(below) && Form.isBare(above))
                        ? upper == null ? lower : upper
                        : members(below, above, schema.members());
            }
            case LIST -> {
                ArrayNode below = Form.list(lower);
                ArrayNode above = Form.list(upper);
                yield schema.items().atomic() || (Form.isBare(below) && Form.isBare(above))
                        ? upper == null ? lower : upper
                        : items(below, above, schema.items());
            }
        };
    }

    private static @Nullable JsonNode members(@Nullable ObjectNode below, @Nullable ObjectNode above, Members members) {
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        if (below != null) {
            for (Map.Entry<String, JsonNode> field : below.properties()) {
                JsonNode upper = above == null ? null : above.get(field.getKey());
                member(merged, field.getKey(), field.getValue(), upper, members);
            }
        }
        if (above != null) {
            for (Map.Entry<String, JsonNode> field : above.properties()) {
                if (below == null || !below.has(field.getKey())) {
                    member(merged, field.getKey(), null, field.getValue(), members);
                }
            }
        }
        return merged.isEmpty() ? null : merged;
    }

    private static void member(
            ObjectNode merged, String name, @Nullable JsonNode lower, @Nullable JsonNode upper, Members members) {
        JsonNode value = merge(lower, upper, members.at(name).orElse(Schema.ANYTHING));
        if (value != null) {
            merged.set(name, value);
        }
    }

    private static @Nullable JsonNode items(@Nullable ArrayNode below, @Nullable ArrayNode above, Items items) {
        ArrayNode merged = JsonNodeFactory.instance.arrayNode();
        new ListMerge(items, below, above).into(merged);
        return merged.isEmpty() ? null : merged;
    }
}
