package dev.tidewright.apiserver.http;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.answers.Refusals;
import dev.tidewright.apiserver.answers.Status;
import dev.tidewright.apiserver.storage.Reading;
import dev.tidewright.apiserver.storage.Selection;
import dev.tidewright.apiserver.watch.Follower;
import dev.tidewright.apiserver.watch.LoggedChange;
import dev.tidewright.apiserver.watch.TooOld;
import dev.tidewright.core.objects.KubeObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Answers watches, each on its own virtual thread and at its client's pace.
final class Watches {
    /// Source: `bookmarkFrequency` of the API server's watch cache.
    private static final long BOOKMARK_NANOS = 60_000_000_000L;

    private static final int MOST_AT_ONCE = 512;

    private final Reading reading;
    private final Encoder encoder;
    private final LongSupplier nanos;

    /// @param nanos the wall's clock
    Watches(Reading reading, Encoder encoder, LongSupplier nanos) {
        this.reading = reading;
        this.encoder = encoder;
        this.nanos = nanos;
    }

    /// Follows until the client goes, its time is over or it fell too far behind.
    void answer(Exchange exchange, Representation representation, WatchOptions options) throws IOException {
        boolean fresh = options.from().isEmpty();
        Reading.Snapshot start = fresh
                ? reading.snapshot(representation.type().storedKind())
                : new Reading.Snapshot(List.of(), known(options.from().orElseThrow()));
        try (Follower follower = reading.follow(representation.type(), start.version());
                EventStream out = new EventStream(exchange.stream(200, "application/json"))) {
            var gone = new AtomicBoolean();
            exchange.whenGone(() -> {
                gone.set(true);
                follower.wake();
            });
            begin(out, start, representation, options);
            follow(follower, out, start.version(), representation, options, gone);
        }
    }

    /// @throws ApiError 410 for a version of another life of this cluster
    private long known(long version) {
        if (version > reading.version()) {
            throw Refusals.gone("too large resource version: " + version + ", current: " + reading.version());
        }
        return version;
    }

    private void begin(EventStream out, Reading.Snapshot start, Representation representation, WatchOptions options)
            throws IOException {
        for (KubeObject object : start.all()) {
            if (options.selection().selects(object)) {
                out.event("ADDED", encoder.encode(object, representation));
            }
        }
        if (options.announced() && options.bookmarks()) {
            out.event("BOOKMARK", bookmark(start.version(), representation, true));
        }
        out.flush();
    }

    private void follow(
            Follower follower,
            EventStream out,
            long from,
            Representation representation,
            WatchOptions options,
            AtomicBoolean gone)
            throws IOException {
        long end = nanos.getAsLong() + options.length().toNanos();
        long nextBookmark = nanos.getAsLong() + BOOKMARK_NANOS;
        long seen = from;
        List<LoggedChange> changes = new ArrayList<>();
        try {
            while (!gone.get() && nanos.getAsLong() < end) {
                changes.clear();
                long wait = Math.min(end, nextBookmark) - nanos.getAsLong();
                follower.take(changes, MOST_AT_ONCE, Math.max(1, wait));
                for (LoggedChange change : changes) {
                    tell(out, change, representation, options.selection());
                    seen = change.version();
                }
                if (nanos.getAsLong() >= nextBookmark) {
                    nextBookmark += BOOKMARK_NANOS;
                    if (options.bookmarks()) {
                        out.event("BOOKMARK", bookmark(seen, representation, false));
                    }
                }
                out.flush();
            }
        } catch (TooOld e) {
            out.event("ERROR", Encoder.bytes(Status.failure(Refusals.gone(String.valueOf(e.getMessage())))));
            out.flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server stops
        }
    }

    /// For a selection an object appears when it first matches, and is gone when it no longer does.
    private void tell(EventStream out, LoggedChange change, Representation representation, Selection selection)
            throws IOException {
        boolean before = change.before().filter(selection::selects).isPresent();
        boolean after = change.after().filter(selection::selects).isPresent();
        if (!before && !after) {
            return;
        }
        String type = !after ? "DELETED" : before ? "MODIFIED" : "ADDED";
        out.event(type, change.encoded(representation, object -> encoder.encode(object, representation)));
    }

    private static byte[] bookmark(long version, Representation representation, boolean initial) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put(
                "kind",
                representation.form() == Representation.Form.OBJECT
                        ? representation.type().kind()
                        : representation.form() == Representation.Form.TABLE ? "Table" : "PartialObjectMetadata");
        object.put(
                "apiVersion",
                representation.form() == Representation.Form.OBJECT
                        ? representation.type().apiVersion()
                        : "meta.k8s.io/v1");
        ObjectNode meta = object.putObject("metadata");
        meta.put("resourceVersion", Long.toString(version));
        meta.putNull("creationTimestamp");
        if (initial) {
            meta.putObject("annotations").put("k8s.io/initial-events-end", "true");
        }
        if (representation.form() == Representation.Form.TABLE) {
            object.putArray("columnDefinitions");
            object.putArray("rows");
        }
        return Encoder.bytes(object);
    }
}
