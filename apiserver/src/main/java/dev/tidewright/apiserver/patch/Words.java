package dev.tidewright.apiserver.patch;

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
}
