package dev.tidewright.apiserver.patch;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Small words about JSON values, as Go's messages have them.
final class Words {
    private Words() {}

    static String jsonType(JsonNode node) {
        if (node.isObject()) {
            return "object";
        }
        if (node.isArray()) {
            return "array";
        }
        if (node.isString()) {
            return "string";
        }
        return node.isNumber() ? "number" : "bool";
    }

    /// Go's name of the type that the value is decoded into.
    static String goType(JsonNode node) {
        if (node.isObject()) {
            return "map[string]interface {}";
        }
        if (node.isArray()) {
            return "[]interface {}";
        }
        if (node.isString()) {
            return "string";
        }
        if (node.isIntegralNumber()) {
            return "int64";
        }
        return node.isNumber() ? "float64" : "bool";
    }

    /// Equality of values: key order does not count, and numbers are compared by value.
    static boolean sameJson(JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            return left.decimalValue().compareTo(right.decimalValue()) == 0;
        }
        if (left.isObject() && right.isObject()) {
            return left.size() == right.size() && sameFields(left, right);
        }
        if (left.isArray() && right.isArray()) {
            return left.size() == right.size() && sameItems(left, right);
        }
        return left.equals(right);
    }

    private static boolean sameFields(JsonNode left, JsonNode right) {
        for (Map.Entry<String, JsonNode> field : left.properties()) {
            if (!sameJson(field.getValue(), right.path(field.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameItems(JsonNode left, JsonNode right) {
        for (int i = 0; i < left.size(); i++) {
            if (!sameJson(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }
}
