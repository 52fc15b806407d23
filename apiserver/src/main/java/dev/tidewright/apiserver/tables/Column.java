package dev.tidewright.apiserver.tables;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One column of a table.
///
/// @param priority 0 is always shown, 1 with `-o wide`
record Column(String name, String type, String format, String description, int priority) {
    static Column of(JsonNode definition) {
        return new Column(
                definition.path("name").asString(""),
                definition.path("type").asString(""),
                definition.path("format").asString(""),
                definition.path("description").asString(""),
                definition.path("priority").asInt(0));
    }

    ObjectNode definition() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("type", type)
                .put("format", format)
                .put("description", description)
                .put("priority", priority);
    }
}
