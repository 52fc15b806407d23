package dev.tidewright.apiserver.patch;

import dev.tidewright.apiserver.answers.ApiError;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What is wrong with a strategic merge patch, in the words and with the codes of upstream's `mergepatch/errors.go`.
final class StrategicErrors {
    private StrategicErrors() {}

    /// @param what e.g. `retainKeys`, `setElementOrder list`
    static ApiError badFormat(String what) {
        return ApiError.badRequest("invalid patch format of " + what);
    }

    static ApiError unknownDirective(JsonNode directive, ObjectNode patch) {
        return internal("unknown patch type: " + GoText.of(directive) + " in map: " + GoText.of(patch));
    }

    static ApiError noMergeKey(JsonNode item, String key) {
        return internal("map: " + GoText.of(item) + " does not contain declared merge key: " + key);
    }

    static ApiError orderMismatch(JsonNode patch, JsonNode order) {
        return internal("The order in patch list:\n" + GoText.of(patch) + "\n doesn't match $setElementOrder list:\n"
                + GoText.of(order) + "\n");
    }

    static ApiError mixedList(JsonNode before, JsonNode patch) {
        return internal("list element types are not identical: [" + GoText.of(before) + " " + GoText.of(patch) + "]");
    }

    static ApiError internal(String message) {
        return new ApiError(500, "", message, List.of());
    }

    static ArrayNode list(JsonNode node) {
        if (node instanceof ArrayNode array) {
            return array;
        }
        throw wrongType("[]interface {}", node);
    }

    static ObjectNode map(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw wrongType("map[string]interface {}", node);
    }

    private static ApiError wrongType(String wanted, JsonNode found) {
        return internal(
                "expected a " + wanted + ", but received a " + (found.isNull() ? "%!s(<nil>)" : Words.goType(found)));
    }
}
