package dev.tidewright.apiserver.answers;

import java.util.Optional;

/// A document that is answered as it stands.
///
/// @param body frozen: shared by all who ask
/// @param etag in quotes, where the document may be asked for again with `If-None-Match`
@SuppressWarnings("ArrayRecordComponent")
public record RawAnswer(String contentType, byte[] body, Optional<String> etag) {}
