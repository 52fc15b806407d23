package dev.tidewright.apiserver.patch;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What of a patch's value is left where there is nothing to merge it with.
final class Directives {
    private Directives() {}

    /// The value without nulls in objects and without anything that carries `$patch`; empty where it does itself.
    static Optional<JsonNode> strip(JsonNode value) {
        return switch (value) {
            case ObjectNode object when object.has(StrategicMerge.DIRECTIVE) -> Optional.empty();
            case ObjectNode object -> Optional.of(stripped(object));
            case ArrayNode array -> {
                ArrayNode kept = JsonNodeFactory.instance.arrayNode();
                for (JsonNode item : array) {
                    strip(item).ifPresent(kept::add);
                }
                yield Optional.of(kept);
            }
            default -> Optional.of(value);
        };
    }

    private static ObjectNode stripped(ObjectNode object) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!field.getValue().isNull()) {
                strip(field.getValue()).ifPresent(value -> kept.set(field.getKey(), value));
            }
        }
        return kept;
    }
}
