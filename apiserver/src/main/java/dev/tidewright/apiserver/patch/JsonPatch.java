package dev.tidewright.apiserver.patch;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.schemas.Values;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A JSON Patch (RFC 6902) as upstream's library (evanphx/json-patch 4) reads it: an index may count from the end,
/// and `replace` of a missing key adds it.
final class JsonPatch {
    /// Upstream's `maxJSONPatchOperations`.
    private static final int OPERATIONS_MAX = 10_000;

    private final List<Operation> operations = new ArrayList<>();

    private record Operation(String kind, JsonNode words) {
        String text(String name) {
            JsonNode word = words.path(name);
            if (!word.isString()) {
                throw new PatchFailure(kind + " operation failed to decode " + name);
            }
            return word.stringValue();
        }

        JsonNode value() {
            return words.path("value");
        }
    }

    JsonPatch(JsonNode document) {
        if (!document.isArray()) {
            throw ApiError.badRequest("error decoding patch: json: cannot unmarshal " + Words.jsonType(document)
                    + " into Go value of type []handlers.jsonPatchOp");
        }
        if (document.size() > OPERATIONS_MAX) {
            throw new ApiError(
                    413,
                    "RequestEntityTooLarge",
                    "Request entity is too large: The allowed maximum operations in a JSON patch is " + OPERATIONS_MAX
                            + ", got " + document.size(),
                    List.of());
        }
        for (JsonNode words : document) {
            operations.add(new Operation(words.path("op").asString("unknown"), words));
        }
    }

    /// The object after all operations; `live` stays as it is.
    ObjectNode applyTo(ObjectNode live) {
        JsonNode document = live.deepCopy();
        try {
            for (Operation operation : operations) {
                document = step(operation, document);
            }
        } catch (PatchFailure e) {
            throw new ApiError(
                    422, "Invalid", "the server rejected our request due to an error in our request", List.of());
        }
        if (document instanceof ObjectNode object) {
            return object;
        }
        throw new ApiError(422, "Invalid", "the patch makes no object of the object", List.of());
    }

    private static JsonNode step(Operation operation, JsonNode document) {
        return switch (operation.kind()) {
            case "add" -> add(document, operation);
            case "remove" -> {
                place(document, operation.text("path")).remove();
                yield document;
            }
            case "replace" -> replace(document, operation);
            case "move" -> {
                JsonPlace from = place(document, operation.text("from"));
                JsonNode moved = from.get();
                from.remove();
                place(document, operation.text("path")).add(moved);
                yield document;
            }
            case "copy" -> {
                JsonNode copied = place(document, operation.text("from")).get().deepCopy();
                place(document, operation.text("path")).add(copied);
                yield document;
            }
            case "test" -> test(document, operation);
            default -> throw new PatchFailure("Unexpected kind: " + operation.kind());
        };
    }

    private static JsonNode add(JsonNode document, Operation operation) {
        place(document, operation.text("path")).add(operation.value().deepCopy());
        return document;
    }

    private static JsonNode replace(JsonNode document, Operation operation) {
        String path = operation.text("path");
        JsonNode value = operation.value().deepCopy();
        if (path.isEmpty()) {
            return value;
        }
        place(document, path).set(value);
        return document;
    }

    private static JsonNode test(JsonNode document, Operation operation) {
        String path = operation.text("path");
        JsonNode found = path.isEmpty() ? document : place(document, path).get();
        JsonNode wanted = operation.value();
        boolean bothMissing = found.isMissingNode() && (wanted.isMissingNode() || wanted.isNull());
        if (!bothMissing && !Values.same(found, wanted)) {
            throw new PatchFailure("testing value " + path + " failed: test failed");
        }
        return document;
    }

    private static JsonPlace place(JsonNode document, String path) {
        return JsonPlace.find(document, path);
    }
}
