package dev.tidewright.apiserver.http;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.storage.Selection;
import java.time.Duration;
import java.util.Optional;

/// How a client wants to watch.
///
/// @param from      the version after which changes are told; empty: begin with what is there now
/// @param announced whether the end of what is there now is told by a bookmark (KEP-3157)
record WatchOptions(Selection selection, Optional<Long> from, boolean announced, boolean bookmarks, Duration length) {
    /// Source: `--min-request-timeout` (30 min), of which upstream takes up to twice as much.
    private static final Duration LENGTH = Duration.ofMinutes(45);

    static WatchOptions of(Exchange exchange, Selection selection) {
        boolean initial = exchange.flag("sendInitialEvents");
        String version = exchange.query("resourceVersion");
        boolean fresh = initial || version.isEmpty() || version.equals("0");
        return new WatchOptions(
                selection,
                fresh ? Optional.empty() : Optional.of(version(version)),
                initial,
                exchange.flag("allowWatchBookmarks"),
                length(exchange.query("timeoutSeconds")));
    }

    static long version(String text) {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw ApiError.badRequest("invalid resource version \"" + text + "\": expected a whole number");
        }
    }

    private static Duration length(String seconds) {
        if (seconds.isEmpty() || seconds.equals("0")) {
            return LENGTH;
        }
        try {
            return Duration.ofSeconds(Long.parseLong(seconds));
        } catch (NumberFormatException e) {
            throw ApiError.badRequest("invalid timeoutSeconds \"" + seconds + "\": expected a whole number");
        }
    }
}
