package dev.tidewright.apiserver.answers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// A document that is answered as it stands.
///
/// @param body      frozen: shared by all who ask
/// @param gzipped   whether the body is compressed: send it with `Content-Encoding: gzip`, or [#plain()]
/// @param etag      in quotes, where the document may be asked for again with `If-None-Match`
/// @param immutable whether the address holds the document's hash, so that a client may keep it for good
@SuppressWarnings("ArrayRecordComponent")
public record RawAnswer(String contentType, byte[] body, boolean gzipped, Optional<String> etag, boolean immutable) {
    public static RawAnswer of(String contentType, byte[] body, Optional<String> etag) {
        return new RawAnswer(contentType, body, false, etag, false);
    }

    /// The body without compression, for clients that do not accept it.
    public byte[] plain() {
        if (!gzipped) {
            return body;
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
