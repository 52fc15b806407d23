package dev.tidewright.cluster.documents;

import dev.tidewright.cluster.documents.Document.Mapping;
import dev.tidewright.cluster.documents.Document.Scalar;
import dev.tidewright.cluster.documents.Document.Sequence;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Between Jackson's trees, in which the HTTP face works, and [Document]s, in which objects are read.
public final class JsonTrees {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonTrees() {}

    /// @param place where complaints say that it was written
    public static Document document(JsonNode tree, Place place) {
        return switch (tree.getNodeType()) {
            case OBJECT, POJO -> {
                Map<String, Document> fields = new LinkedHashMap<>();
                tree.properties().forEach(field -> fields.put(field.getKey(), document(field.getValue(), place)));
                yield new Mapping(place, fields);
            }
            case ARRAY -> {
                List<Document> items = new ArrayList<>(tree.size());
                tree.forEach(item -> items.add(document(item, place)));
                yield new Sequence(place, items);
            }
            case STRING, BINARY -> new Scalar(place, Scalar.Type.TEXT, tree.asString());
            case BOOLEAN -> new Scalar(place, Scalar.Type.BOOLEAN, tree.asString());
            case NUMBER ->
                new Scalar(
                        place,
                        tree.isIntegralNumber() ? Scalar.Type.WHOLE_NUMBER : Scalar.Type.DECIMAL,
                        tree.asString());
            case NULL, MISSING -> new Scalar(place, Scalar.Type.NULL, "");
        };
    }

    public static ObjectNode tree(Mapping mapping) {
        ObjectNode tree = NODES.objectNode();
        mapping.fields().forEach((name, value) -> tree.set(name, tree(value)));
        return tree;
    }

    /// @throws BadInput where a number is none that JSON can hold
    public static JsonNode tree(Document document) {
        return switch (document) {
            case Mapping mapping -> tree(mapping);
            case Sequence sequence -> {
                ArrayNode items = NODES.arrayNode(sequence.items().size());
                sequence.items().forEach(item -> items.add(tree(item)));
                yield items;
            }
            case Scalar scalar -> tree(scalar);
        };
    }

    private static JsonNode tree(Scalar scalar) {
        return switch (scalar.type()) {
            case TEXT -> NODES.stringNode(scalar.text());
            case BOOLEAN -> NODES.booleanNode(scalar.text().equalsIgnoreCase("true"));
            case NULL -> NODES.nullNode();
            case WHOLE_NUMBER -> whole(scalar);
            case DECIMAL -> decimal(scalar);
        };
    }

    /// The narrowest node, as Jackson's parser makes it: equal numbers are equal nodes.
    private static JsonNode whole(Scalar scalar) {
        BigInteger number;
        try {
            number = integer(scalar.text());
        } catch (NumberFormatException e) {
            throw new BadInput(scalar.place(), "", "expected a whole number, found '" + scalar.text() + "'");
        }
        if (number.bitLength() < Integer.SIZE) {
            return NODES.numberNode(number.intValueExact());
        }
        return number.bitLength() < Long.SIZE ? NODES.numberNode(number.longValueExact()) : NODES.numberNode(number);
    }

    /// YAML's core schema has octal and hexadecimal numbers beside decimal ones.
    private static BigInteger integer(String text) {
        if (text.startsWith("0o")) {
            return new BigInteger(text.substring(2), 8);
        }
        return text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
    }

    private static JsonNode decimal(Scalar scalar) {
        try {
            return NODES.numberNode(new BigDecimal(scalar.text()).doubleValue());
        } catch (NumberFormatException e) {
            throw new BadInput(scalar.place(), "", "expected a finite number, found '" + scalar.text() + "'");
        }
    }
}
