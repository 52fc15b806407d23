package dev.tidewright.apiserver.protobuf;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;

/// Reads values that JSON has as one value.
final class Leaves {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private Leaves() {}

    static JsonNode read(Form.Leaf leaf, Wire wire) {
        return switch (leaf) {
            case TEXT -> NODES.stringNode(wire.text());
            case WHOLE -> whole(wire.varint());
            case TRUTH -> NODES.booleanNode(wire.varint() != 0);
            case REAL -> NODES.numberNode(Double.longBitsToDouble(wire.fixed64()));
            case BYTES -> NODES.stringNode(Base64.getEncoder().encodeToString(wire.rawBytes()));
            case QUANTITY -> quantity(wire.inner());
            case WHOLE_OR_TEXT -> wholeOrText(wire.inner());
            case TIME -> time(wire.inner(), SECONDS);
            case MICRO_TIME -> time(wire.inner(), MICROS);
            case RAW_JSON, FIELDS -> json(wire.inner());
        };
    }

    /// What Go writes for a value that was never set; null for one that it writes as null.
    static JsonNode zero(Form.Leaf leaf) {
        return switch (leaf) {
            case TEXT -> NODES.stringNode("");
            case WHOLE, REAL, WHOLE_OR_TEXT -> NODES.numberNode(0);
            case TRUTH -> NODES.booleanNode(false);
            case QUANTITY -> NODES.stringNode("0");
            case BYTES, TIME, MICRO_TIME, RAW_JSON, FIELDS -> NullNode.getInstance();
        };
    }

    /// The smallest node that holds it, as a JSON parser would give.
    static JsonNode whole(long value) {
        return (int) value == value ? NODES.numberNode((int) value) : NODES.numberNode(value);
    }

    private static JsonNode quantity(Wire wire) {
        String text = "";
        while (wire.hasMore()) {
            long tag = wire.tag();
            if (Wire.number(tag) == 1) {
                text = wire.text();
            } else {
                wire.skip(Wire.type(tag));
            }
        }
        return NODES.stringNode(text.isEmpty() ? "0" : text);
    }

    private static JsonNode wholeOrText(Wire wire) {
        boolean isText = false;
        long whole = 0;
        String text = "";
        while (wire.hasMore()) {
            long tag = wire.tag();
            switch (Wire.number(tag)) {
                case 1 -> isText = wire.varint() == 1;
                case 2 -> whole = wire.varint();
                case 3 -> text = wire.text();
                default -> wire.skip(Wire.type(tag));
            }
        }
        return isText ? NODES.stringNode(text) : whole(whole);
    }

    private static JsonNode time(Wire wire, DateTimeFormatter format) {
        long seconds = 0;
        long nanos = 0;
        boolean said = wire.hasMore();
        while (wire.hasMore()) {
            long tag = wire.tag();
            switch (Wire.number(tag)) {
                case 1 -> seconds = wire.varint();
                case 2 -> nanos = wire.varint();
                default -> wire.skip(Wire.type(tag));
            }
        }
        if (!said || (seconds == 0 && nanos == 0)) {
            return NullNode.getInstance();
        }
        return NODES.stringNode(format.format(Instant.ofEpochSecond(seconds, nanos)));
    }

    private static JsonNode json(Wire wire) {
        byte[] raw = {};
        while (wire.hasMore()) {
            long tag = wire.tag();
            if (Wire.number(tag) == 1) {
                raw = wire.rawBytes();
            } else {
                wire.skip(Wire.type(tag));
            }
        }
        try {
            return raw.length == 0 ? NullNode.getInstance() : JSON.readTree(raw);
        } catch (JacksonException e) {
            throw new MalformedMessage("invalid JSON: " + e.getOriginalMessage());
        }
    }
}
