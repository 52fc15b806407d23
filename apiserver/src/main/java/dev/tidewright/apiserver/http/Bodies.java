package dev.tidewright.apiserver.http;

import dev.tidewright.apiserver.admission.StrictJson;
import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.protobuf.ProtobufDecoder;
import dev.tidewright.cluster.documents.BadInput;
import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.JsonTrees;
import dev.tidewright.cluster.documents.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads request bodies: JSON, YAML and Kubernetes' protobuf.
final class Bodies {
    private Bodies() {}

    /// A body's object.
    ///
    /// @param duplicates fields that it holds more than once
    record Body(ObjectNode tree, List<String> duplicates) {
        Body {
            duplicates = List.copyOf(duplicates);
        }
    }

    /// @throws ApiError 415 for a media type that is not served, 400 for a body that is no object of it
    static Body read(String mediaType, byte[] body) {
        return switch (mediaType) {
            case "", "application/json" -> json(body);
            case "application/yaml", "application/apply-patch+yaml", "application/apply-patch+json" -> yaml(body);
            case ProtobufDecoder.MEDIA_TYPE -> new Body(ProtobufDecoder.decode(body), List.of());
            default ->
                throw new ApiError(
                        415,
                        "UnsupportedMediaType",
                        "the body of the request was in an unknown format - accepted media types include: "
                                + "application/json, application/yaml, application/vnd.kubernetes.protobuf",
                        List.of());
        };
    }

    private static Body json(byte[] body) {
        try {
            StrictJson.Parsed parsed = StrictJson.parse(body);
            return new Body(object(parsed.tree()), parsed.duplicates());
        } catch (JacksonException e) {
            throw ApiError.badRequest("couldn't get version/kind; json parse error: " + e.getOriginalMessage());
        }
    }

    private static Body yaml(byte[] body) {
        try {
            List<Document> documents = Yaml.parse("body", new String(body, StandardCharsets.UTF_8));
            if (documents.size() != 1) {
                throw ApiError.badRequest("error decoding YAML: expected one document, found " + documents.size());
            }
            return new Body(object(JsonTrees.tree(documents.getFirst())), List.of());
        } catch (BadInput e) {
            throw ApiError.badRequest("error decoding YAML: " + String.join("; ", e.lines()));
        }
    }

    private static ObjectNode object(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw ApiError.badRequest("couldn't get version/kind; json parse error: expected an object");
    }
}
