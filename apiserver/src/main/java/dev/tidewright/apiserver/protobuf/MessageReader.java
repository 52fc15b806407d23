package dev.tidewright.apiserver.protobuf;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads a message into a tree, with the fields that Go's JSON encoder would write. Nulls are left out.
final class MessageReader {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /// No type of Kubernetes nests as deep.
    private static final int DEPTH_MAX = 64;

    private MessageReader() {}

    static void read(Message message, Wire wire, ObjectNode into) {
        read(message, wire, into, 0);
    }

    private static void read(Message message, Wire wire, ObjectNode into, int depth) {
        if (depth > DEPTH_MAX) {
            throw new MalformedMessage("exceeded max depth");
        }
        List<Message.Field> fields = message.fields();
        @Nullable JsonNode[] values = new JsonNode[fields.size()];
        int at = -1;
        while (wire.hasMore()) {
            long tag = wire.tag();
            int index = message.indexOf(Wire.number(tag), Math.max(at, 0));
            if (index < 0) {
                wire.skip(Wire.type(tag));
            } else {
                values[index] = value(fields.get(index).form(), wire, Wire.type(tag), values[index], depth);
                at = index;
            }
        }
        for (int i = 0; i < values.length; i++) {
            write(fields.get(i), values[i], into, depth);
        }
    }

    private static JsonNode value(Form form, Wire wire, int type, @Nullable JsonNode before, int depth) {
        return switch (form) {
            case Form.Leaf leaf -> leaf(leaf, wire, type);
            case Form.Nested(var message) -> {
                ObjectNode object = before instanceof ObjectNode known ? known : NODES.objectNode();
                read(message.get(), wire.inner(), object, depth + 1);
                yield object;
            }
            case Form.Repeated(Form element) -> {
                ArrayNode list = before instanceof ArrayNode known ? known : NODES.arrayNode();
                yield repeated(element, wire, type, list, depth);
            }
            case Form.Mapped(Form value) -> {
                ObjectNode object = before instanceof ObjectNode known ? known : NODES.objectNode();
                entry(value, wire.inner(), object, depth);
                yield object;
            }
            case Form.Wrapped(Form element) -> wrapped(element, wire.inner(), depth);
        };
    }

    private static JsonNode leaf(Form.Leaf leaf, Wire wire, int type) {
        int wanted = switch (leaf) {
            case WHOLE, TRUTH -> Wire.VARINT;
            case REAL -> Wire.FIXED_64;
            case TEXT, BYTES, QUANTITY, WHOLE_OR_TEXT, TIME, MICRO_TIME, RAW_JSON, FIELDS -> Wire.BYTES;
        };
        if (type != wanted) {
            throw new MalformedMessage("proto: wrong wireType = " + type);
        }
        return Leaves.read(leaf, wire);
    }

    private static ArrayNode repeated(Form element, Wire wire, int type, ArrayNode list, int depth) {
        if (element == Form.Leaf.WHOLE && type == Wire.BYTES) {
            Wire packed = wire.inner();
            while (packed.hasMore()) {
                list.add(Leaves.whole(packed.varint()));
            }
            return list;
        }
        return list.add(value(element, wire, type, null, depth));
    }

    private static void entry(Form form, Wire wire, ObjectNode object, int depth) {
        String key = "";
        JsonNode value = absent(form, depth);
        while (wire.hasMore()) {
            long tag = wire.tag();
            switch (Wire.number(tag)) {
                case 1 -> key = wire.text();
                case 2 -> value = value(form, wire, Wire.type(tag), null, depth);
                default -> wire.skip(Wire.type(tag));
            }
        }
        object.set(key, value);
    }

    private static JsonNode wrapped(Form element, Wire wire, int depth) {
        ArrayNode list = NODES.arrayNode();
        while (wire.hasMore()) {
            long tag = wire.tag();
            if (Wire.number(tag) == 1) {
                list.add(value(element, wire, Wire.type(tag), null, depth));
            } else {
                wire.skip(Wire.type(tag));
            }
        }
        return list;
    }

    private static void write(Message.Field field, @Nullable JsonNode said, ObjectNode into, int depth) {
        JsonNode value = said;
        if (value == null) {
            if (field.presence() != Message.Presence.ALWAYS) {
                return;
            }
            value = absent(field.form(), depth);
        }
        if (value.isNull() || (field.presence() == Message.Presence.UNLESS_ZERO && isZero(value))) {
            return;
        }
        if (field.name().isEmpty()) {
            for (Map.Entry<String, JsonNode> inner : value.properties()) {
                into.set(inner.getKey(), inner.getValue());
            }
        } else {
            into.set(field.name(), value);
        }
    }

    private static JsonNode absent(Form form, int depth) {
        return switch (form) {
            case Form.Leaf leaf -> Leaves.zero(leaf);
            case Form.Nested(var message) -> {
                ObjectNode object = NODES.objectNode();
                read(message.get(), new Wire(new byte[0], 0, 0), object, depth + 1);
                yield object;
            }
            case Form.Repeated _, Form.Mapped _, Form.Wrapped _ -> NullNode.getInstance();
        };
    }

    private static boolean isZero(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> value.stringValue().isEmpty();
            case NUMBER -> value.doubleValue() == 0;
            case BOOLEAN -> !value.booleanValue();
            case ARRAY, OBJECT -> value.isEmpty();
            case NULL, MISSING, BINARY, POJO -> true;
        };
    }
}
