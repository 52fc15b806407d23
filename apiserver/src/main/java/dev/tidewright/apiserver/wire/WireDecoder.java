package dev.tidewright.apiserver.wire;

import dev.tidewright.apiserver.wire.WireType.Field;
import dev.tidewright.apiserver.wire.WireType.Form;
import dev.tidewright.apiserver.wire.WireType.ListOf;
import dev.tidewright.apiserver.wire.WireType.MapOf;
import dev.tidewright.apiserver.wire.WireType.Omission;
import dev.tidewright.apiserver.wire.WireType.Pointer;
import dev.tidewright.apiserver.wire.WireType.Single;
import dev.tidewright.apiserver.wire.WireType.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads a tree as upstream reads JSON into its Go types and writes it again: unknown fields go, what is empty is left
/// out or stands as `{}` or null as its type has it, quantities and times take their canonical spelling.
public final class WireDecoder {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final List<String> unknown = new ArrayList<>();
    private final StringBuilder path = new StringBuilder();
    private final List<String> names = new ArrayList<>();
    private String struct = "";

    /// @param unknown paths of fields that the kind does not have, in the document's order: `spec.containers[0].foo`
    public record Decoded(ObjectNode tree, List<String> unknown) {
        public Decoded {
            unknown = List.copyOf(unknown);
        }
    }

    private WireDecoder() {}

    /// @param tree is not changed
    /// @throws WireError where a value is not of its field's type
    public static Decoded decode(Struct kind, ObjectNode tree) {
        var decoder = new WireDecoder();
        ObjectNode decoded = decoder.struct(kind, tree);
        return new Decoded(decoded, decoder.unknown);
    }

    private ObjectNode struct(Struct type, JsonNode tree) {
        String outer = struct;
        struct = type.shortName();
        ObjectNode result = NODES.objectNode();
        Map<String, Field> fields = type.fields();
        int length = path.length();
        for (Map.Entry<String, JsonNode> entry : tree.properties()) {
            Field field = fields.get(entry.getKey());
            path.append(length == 0 ? "" : ".").append(entry.getKey());
            if (field == null) {
                unknown.add(path.toString());
            } else if (!entry.getValue().isNull()) {
                names.addLast(entry.getKey());
                JsonNode value = value(field.type(), entry.getValue());
                if (!isLeftOut(field, value)) {
                    result.set(entry.getKey(), value);
                }
                names.removeLast();
            }
            path.setLength(length);
        }
        complete(fields, result);
        struct = outer;
        return result;
    }

    /// Adds what stands there even where nothing was sent.
    private void complete(Map<String, Field> fields, ObjectNode result) {
        for (Field field : fields.values()) {
            boolean stays = field.omission() == Omission.NEVER
                    || (field.omission() == Omission.WHEN_EMPTY && isStructure(field.type()));
            if (stays && !result.has(field.name())) {
                result.set(
                        field.name(),
                        field.type() instanceof Struct inner
                                ? struct(inner, NODES.objectNode())
                                : field.type().zero());
            }
        }
    }

    /// What is a structure in Go is never empty, so `omitempty` keeps it.
    private static boolean isStructure(WireType type) {
        return switch (type) {
            case Struct _ -> true;
            case Single single ->
                switch (single.form()) {
                    case QUANTITY, WHOLE_OR_TEXT, TIME, MICRO_TIME, ANYTHING -> true;
                    case TEXT, WHOLE_32, WHOLE_64, NUMBER, TRUTH, BYTES -> false;
                };
            case Pointer _, ListOf _, MapOf _ -> false;
        };
    }

    private static boolean isLeftOut(Field field, JsonNode value) {
        if (field.omission() == Omission.NEVER) {
            return false;
        }
        return switch (field.type()) {
            case Pointer _ -> false;
            case Struct _ -> field.omission() == Omission.WHEN_ZERO && value.isEmpty();
            case ListOf _ -> value.isEmpty();
            case MapOf _ -> value.isEmpty();
            case Single single -> isZero(single.form(), value);
        };
    }

    private static boolean isZero(Form form, JsonNode value) {
        return switch (form) {
            case TEXT, BYTES -> value.asString("").isEmpty();
            case WHOLE_32, WHOLE_64, NUMBER -> value.doubleValue() == 0;
            case TRUTH -> !value.booleanValue();
            case QUANTITY, WHOLE_OR_TEXT, TIME, MICRO_TIME, ANYTHING -> false;
        };
    }

    private JsonNode value(WireType type, JsonNode value) {
        return switch (type) {
            case Pointer pointer -> value(pointer.to(), value);
            case Struct inner -> {
                expect(value.isObject(), value, type);
                yield struct(inner, value);
            }
            case ListOf list -> list(list, value);
            case MapOf map -> map(map, value);
            case Single single -> single(single, value);
        };
    }

    private ArrayNode list(ListOf type, JsonNode value) {
        expect(value.isArray(), value, type);
        ArrayNode result = NODES.arrayNode(value.size());
        int length = path.length();
        for (JsonNode item : value) {
            path.append('[').append(result.size()).append(']');
            result.add(item.isNull() ? zeroItem(type.element()) : value(type.element(), item));
            path.setLength(length);
        }
        return result;
    }

    private JsonNode zeroItem(WireType type) {
        return type instanceof Struct inner ? struct(inner, NODES.objectNode()) : type.zero();
    }

    private ObjectNode map(MapOf type, JsonNode value) {
        expect(value.isObject(), value, type);
        ObjectNode result = NODES.objectNode();
        int length = path.length();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            path.append('.').append(entry.getKey());
            JsonNode item = entry.getValue();
            result.set(entry.getKey(), item.isNull() ? zeroItem(type.element()) : value(type.element(), item));
            path.setLength(length);
        }
        return result;
    }

    private JsonNode single(Single type, JsonNode value) {
        return switch (type.form()) {
            case TEXT -> {
                expect(value.isString(), value, type);
                yield value;
            }
            case TRUTH -> {
                expect(value.isBoolean(), value, type);
                yield value;
            }
            case WHOLE_32 -> whole(value, value.isInt(), type.goName());
            case WHOLE_64 -> whole(value, value.isInt() || value.isLong(), type.goName());
            case NUMBER -> {
                expect(value.isNumber(), value, type);
                yield value;
            }
            case WHOLE_OR_TEXT -> value.isString() ? value : whole(value, value.isInt(), "int32");
            case QUANTITY -> Spellings.quantity(value);
            case TIME -> Spellings.time(value);
            case MICRO_TIME -> Spellings.microTime(value);
            case BYTES -> {
                expect(value.isString(), value, type);
                yield Spellings.bytes(value);
            }
            case ANYTHING -> value.deepCopy();
        };
    }

    private JsonNode whole(JsonNode value, boolean fits, String goName) {
        if (!fits) {
            String number = value.isNumber() ? "number " + value.asString() : kind(value);
            throw mismatch(number, goName);
        }
        return value;
    }

    private void expect(boolean holds, JsonNode value, WireType type) {
        if (!holds) {
            throw mismatch(kind(value), type.goName());
        }
    }

    private WireError mismatch(String found, String goName) {
        return new WireError("json: cannot unmarshal " + found + " into Go struct field " + struct + "."
                + String.join(".", names) + " of type " + goName);
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "array";
            case OBJECT, POJO -> "object";
            case STRING, BINARY -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "bool";
            case NULL, MISSING -> "null";
        };
    }
}
