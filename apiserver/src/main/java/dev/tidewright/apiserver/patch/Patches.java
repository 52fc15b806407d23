package dev.tidewright.apiserver.patch;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.schemas.Schema;
import dev.tidewright.apiserver.schemas.Schemas;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Applies a patch document to an object. The object given is never changed; what is returned may share parts with it
/// and is to be treated as frozen. Safe for many threads.
///
/// Source: `k8s.io/apiserver/pkg/endpoints/handlers/patch.go`. Apply patches are [dev.tidewright.apiserver.apply]'s.
public final class Patches {
    public static final String JSON_PATCH = "application/json-patch+json";
    public static final String MERGE_PATCH = "application/merge-patch+json";
    public static final String STRATEGIC_MERGE_PATCH = "application/strategic-merge-patch+json";

    private static final String PREFIX = "error decoding patch: ";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Schemas schemas;

    public Patches(Schemas schemas) {
        this.schemas = schemas;
    }

    /// The object after the patch.
    ///
    /// @param mediaType one of the three above, without parameters
    /// @throws ApiError 400 for a document that is no patch, 422 for one that does not fit the object, 415 for
    ///     another media type, and for a strategic patch of a custom kind
    public ObjectNode apply(ResourceType type, String mediaType, byte[] patch, ObjectNode live) {
        return switch (mediaType) {
            case JSON_PATCH -> new JsonPatch(read(patch, PREFIX)).applyTo(live);
            case MERGE_PATCH -> object(MergePatch.apply(object(read(patch, PREFIX), PREFIX), live), "");
            case STRATEGIC_MERGE_PATCH -> strategic(type, patch, live);
            default -> throw unsupported("415: Unsupported Media Type");
        };
    }

    private ObjectNode strategic(ResourceType type, byte[] patch, ObjectNode live) {
        if (type.custom()) {
            throw unsupported("the body of the request was in an unknown format - accepted media types include: "
                    + String.join(", ", JSON_PATCH, MERGE_PATCH, "application/apply-patch+yaml"));
        }
        return new StrategicMerge(object(read(patch, ""), "")).applyTo(live, schema(type));
    }

    private static ApiError unsupported(String message) {
        return new ApiError(415, "UnsupportedMediaType", message, List.of());
    }

    private Schema schema(ResourceType type) {
        return schemas.find(type.apiVersion(), type.kind()).orElse(Schema.ANYTHING);
    }

    private static JsonNode read(byte[] patch, String prefix) {
        try {
            return JSON.readTree(patch);
        } catch (UnexpectedEndOfInputException _) {
            throw ApiError.badRequest(prefix + "unexpected end of JSON input");
        } catch (JacksonException e) {
            throw ApiError.badRequest(prefix + "invalid JSON: " + e.getOriginalMessage());
        }
    }

    private static ObjectNode object(JsonNode tree, String prefix) {
        if (tree instanceof ObjectNode object) {
            return object;
        }
        if (tree.isMissingNode()) {
            throw ApiError.badRequest(prefix + "unexpected end of JSON input");
        }
        throw ApiError.badRequest(prefix + "json: cannot unmarshal " + Words.jsonType(tree)
                + " into Go value of type map[string]interface {}");
    }
}
