package dev.tidewright.apiserver.protobuf;

import dev.tidewright.apiserver.answers.ApiError;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Decodes a body of media type `application/vnd.kubernetes.protobuf`. Safe for many threads.
///
/// Source: `k8s.io/apimachinery/pkg/runtime/serializer/protobuf`: four bytes, then a `runtime.Unknown`.
public final class ProtobufDecoder {
    public static final String MEDIA_TYPE = "application/vnd.kubernetes.protobuf";

    private static final byte[] MAGIC = {'k', '8', 's', 0};

    private ProtobufDecoder() {}

    /// The envelope: what the body says it is, and the message itself.
    private record Envelope(String apiVersion, String kind, Optional<Wire> message) {}

    /// The object, or options such as DeleteOptions, with `apiVersion` and `kind`; as Go's JSON encoder would write it,
    /// without nulls.
    ///
    /// @throws ApiError 400 for bytes that are no such message or of a kind that the table does not know
    public static ObjectNode decode(byte[] body) {
        if (!begins(body)) {
            throw ApiError.badRequest(
                    "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
        }
        try {
            return decode(envelope(new Wire(body, MAGIC.length, body.length)));
        } catch (MalformedMessage e) {
            throw ApiError.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static ObjectNode decode(Envelope envelope) {
        Message message = MessageTable.BUILT_IN
                .ofKind(envelope.apiVersion(), envelope.kind())
                .orElseThrow(() -> ApiError.badRequest("no kind \"" + envelope.kind()
                        + "\" is registered for version \"" + envelope.apiVersion() + "\""));
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("kind", envelope.kind()).put("apiVersion", envelope.apiVersion());
        MessageReader.read(message, envelope.message().orElseGet(() -> new Wire(MAGIC, 0, 0)), object);
        return object;
    }

    private static boolean begins(byte[] body) {
        if (body.length < MAGIC.length) {
            return false;
        }
        for (int i = 0; i < MAGIC.length; i++) {
            if (body[i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    private static Envelope envelope(Wire wire) {
        Envelope envelope = new Envelope("", "", Optional.empty());
        while (wire.hasMore()) {
            long tag = wire.tag();
            switch (Wire.number(tag)) {
                case 1 -> envelope = type(wire.inner(), envelope);
                case 2 -> envelope = new Envelope(envelope.apiVersion(), envelope.kind(), Optional.of(wire.inner()));
                default -> wire.skip(Wire.type(tag));
            }
        }
        return envelope;
    }

    private static Envelope type(Wire wire, Envelope envelope) {
        String apiVersion = "";
        String kind = "";
        while (wire.hasMore()) {
            long tag = wire.tag();
            switch (Wire.number(tag)) {
                case 1 -> apiVersion = wire.text();
                case 2 -> kind = wire.text();
                default -> wire.skip(Wire.type(tag));
            }
        }
        return new Envelope(apiVersion, kind, envelope.message());
    }
}
