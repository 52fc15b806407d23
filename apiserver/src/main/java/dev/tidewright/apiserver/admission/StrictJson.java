package dev.tidewright.apiserver.admission;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads a JSON body and notes fields that it holds more than once, of which the last one counts.
public final class StrictJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final List<String> duplicates = new ArrayList<>();
    private final StringBuilder path = new StringBuilder();

    /// @param duplicates their paths, e.g. `spec.replicas`, `spec.containers[0].name`
    public record Parsed(JsonNode tree, List<String> duplicates) {
        public Parsed {
            duplicates = List.copyOf(duplicates);
        }
    }

    private StrictJson() {}

    /// @throws JacksonException where the body is not one JSON value
    public static Parsed parse(byte[] body) {
        var reader = new StrictJson();
        try (JsonParser parser = JsonMapper.shared().createParser(body)) {
            JsonToken first = parser.nextToken();
            JsonNode tree = first == null ? NODES.missingNode() : reader.value(parser, first);
            parser.nextToken(); // complains where something stands behind
            return new Parsed(tree, reader.duplicates);
        }
    }

    private JsonNode value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> NODES.stringNode(parser.getString());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
            case VALUE_NULL -> NODES.nullNode();
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("a JSON value cannot start with " + token);
        };
    }

    private static JsonNode whole(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            case BIG_INTEGER, BIG_DECIMAL, FLOAT, DOUBLE -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    private ArrayNode array(JsonParser parser) {
        ArrayNode array = NODES.arrayNode();
        int length = path.length();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            path.append('[').append(array.size()).append(']');
            array.add(value(parser, token));
            path.setLength(length);
        }
        return array;
    }

    private ObjectNode object(JsonParser parser) {
        ObjectNode object = NODES.objectNode();
        int length = path.length();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            path.append(length == 0 ? "" : ".").append(name);
            JsonNode value = value(parser, parser.nextToken());
            if (object.replace(name, value) != null) {
                duplicates.add(path.toString());
            }
            path.setLength(length);
        }
        return object;
    }
}
