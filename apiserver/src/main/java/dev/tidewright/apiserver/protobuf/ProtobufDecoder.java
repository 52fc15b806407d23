package dev.tidewright.apiserver.protobuf;

import dev.tidewright.apiserver.answers.ApiError;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Decodes a body of media type `application/vnd.kubernetes.protobuf`. Safe for many threads.
///
/// Not yet: every body is turned down.
public final class ProtobufDecoder {
    public static final String MEDIA_TYPE = "application/vnd.kubernetes.protobuf";

    private ProtobufDecoder() {}

    /// The object, or options such as DeleteOptions, with `apiVersion` and `kind`; as Go's JSON encoder would write it,
    /// without nulls.
    ///
    /// @throws ApiError 400 for bytes that are no such message or of a kind that the table does not know
    public static ObjectNode decode(byte[] body) {
        if (body.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        throw new ApiError(415, "UnsupportedMediaType", "protobuf is not served yet", List.of());
    }
}
