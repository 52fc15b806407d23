package dev.tidewright.apiserver.openapi;

import dev.tidewright.apiserver.answers.RawAnswer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The OpenAPI v2 document in protobuf, without paths and definitions.
///
/// kubectl asks for it, in protobuf only, when v3 does not know a kind. Finding nothing there, it leaves validation to
/// the server and goes on to say that no such kind is served.
final class ProtobufOutline {
    private static final String ACCEPTED = "application/com.github.proto-openapi.spec.v2";
    private static final String TYPE = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";
    // Field numbers of gnostic's openapi.v2.Document and Info, all of wire type 2.
    private static final int SWAGGER = 1;
    private static final int INFO = 2;
    private static final int PATHS = 8;
    private static final int DEFINITIONS = 9;

    private ProtobufOutline() {}

    static boolean isAccepted(String accept) {
        return accept.contains(ACCEPTED);
    }

    static RawAnswer answer() {
        ByteArrayOutputStream info = new ByteArrayOutputStream();
        field(info, 1, "Kubernetes".getBytes(StandardCharsets.UTF_8));
        field(info, 2, "v1.34.4".getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        field(document, SWAGGER, "2.0".getBytes(StandardCharsets.UTF_8));
        field(document, INFO, info.toByteArray());
        field(document, PATHS, new byte[0]);
        field(document, DEFINITIONS, new byte[0]);
        return RawAnswer.of(TYPE, document.toByteArray(), Optional.empty());
    }

    /// All values are shorter than 128 bytes, so that a length is one byte.
    private static void field(ByteArrayOutputStream out, int number, byte[] value) {
        out.write(number << 3 | 2);
        out.write(value.length);
        out.writeBytes(value);
    }
}
