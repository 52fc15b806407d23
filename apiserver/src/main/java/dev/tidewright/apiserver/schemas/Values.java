package dev.tidewright.apiserver.schemas;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/// When two JSON values are the same: key order does not count, and numbers are compared by value.
public final class Values {
    private Values() {}

    @SuppressWarnings("ReferenceEquality") // trees share parts: the same part needs no walk
    public static boolean same(JsonNode left, JsonNode right) {
        if (left == right) {
            return true;
        }
        return switch (left.getNodeType()) {
            case OBJECT -> right.isObject() && left.size() == right.size() && sameFields(left, right);
            case ARRAY -> right.isArray() && left.size() == right.size() && sameItems(left, right);
            case NUMBER -> right.isNumber() && compareNumbers(left, right) == 0;
            case STRING -> right.isString() && left.stringValue().equals(right.stringValue());
            case BOOLEAN -> right.isBoolean() && left.booleanValue() == right.booleanValue();
            case NULL, MISSING, BINARY, POJO -> left.equals(right);
        };
    }

    public static int compareNumbers(JsonNode left, JsonNode right) {
        return left.canConvertToLong()
                        && left.isIntegralNumber()
                        && right.canConvertToLong()
                        && right.isIntegralNumber()
                ? Long.compare(left.longValue(), right.longValue())
                : left.decimalValue().compareTo(right.decimalValue());
    }

    private static boolean sameFields(JsonNode left, JsonNode right) {
        for (Map.Entry<String, JsonNode> field : left.properties()) {
            JsonNode other = right.get(field.getKey());
            if (other == null || !same(field.getValue(), other)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameItems(JsonNode left, JsonNode right) {
        for (int i = 0; i < left.size(); i++) {
            if (!same(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }
}
