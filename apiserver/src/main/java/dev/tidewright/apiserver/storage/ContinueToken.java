package dev.tidewright.apiserver.storage;

import dev.tidewright.apiserver.answers.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Where a list goes on: opaque to clients.
///
/// @param version of the list that it goes on with
/// @param after   the last object that was handed out: `namespace/name`
record ContinueToken(long version, String after) {
    String encode() {
        byte[] text = (version + " " + after).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /// @throws ApiError 400 for a token that is none
    static ContinueToken decode(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            int space = text.indexOf(' ');
            return new ContinueToken(Long.parseLong(text.substring(0, space)), text.substring(space + 1));
        } catch (RuntimeException e) {
            throw ApiError.badRequest("continue key is not valid: " + e.getMessage());
        }
    }
}
