package dev.tidewright.kubernetes.watch;

import dev.tidewright.cluster.Cluster.ClusterEvent;
import dev.tidewright.cluster.documents.BadInput;
import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.Json;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.kubernetes.api.ApiFailure;
import dev.tidewright.kubernetes.api.ApiServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a [Shelf] at what the API server tells of one kind: lists it, watches on from there, takes up a watch that
/// broke
/// where it broke, and lists anew where that place is compacted away. One thread runs it; others ask how it stands.
final class Watch<T extends KubeObject> implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final int PAGE = 1_000;
    /// The server ends a watch after this time, so that watches spread over its instances.
    private static final int WATCH_SECONDS = 300;
    /// The server sends a bookmark each minute; without any word for this long, the connection is taken for dead.
    private static final Duration SILENCE = Duration.ofSeconds(150);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final ApiServer api;
    private final Kind<T> kind;
    private final String namespace;
    private final Shelf<T> shelf;
    private final Hall hall;
    private final InstantSource clock;
    private final CompletableFuture<Void> synced = new CompletableFuture<>();
    private volatile Health health;
    private volatile @Nullable InputStream open;
    private volatile boolean closed;
    private long version;

    /// What all watches of one cluster share.
    ///
    /// @param news    takes each event, one at a time
    /// @param sharing of equal parts
    /// @param read    sees each document and what was read from it
    record Hall(Consumer<ClusterEvent> news, Sharing sharing, Consumer<Seen> read) {}

    /// A document as it came.
    record Seen(Document document, KubeObject object) {}

    /// How a watch stands.
    ///
    /// @param heard   when the server said anything last
    /// @param trouble why the watch is broken; empty while it is not
    record Health(Instant heard, Optional<String> trouble) {}

    /// @param namespace empty for all
    Watch(ApiServer api, Kind<T> kind, String namespace, Shelf<T> shelf, Hall hall, InstantSource clock) {
        this.api = api;
        this.kind = kind;
        this.namespace = namespace;
        this.shelf = shelf;
        this.hall = hall;
        this.clock = clock;
        this.health = new Health(clock.instant(), Optional.empty());
    }

    /// Done once the first list is in memory.
    CompletableFuture<Void> synced() {
        return synced;
    }

    Health health() {
        return health;
    }

    String what() {
        return kind.qualified() + (namespace.isEmpty() ? "" : " in " + namespace);
    }

    @Override
    public void run() {
        int failures = 0;
        while (!closed) {
            Instant began = clock.instant();
            try {
                if (version == 0) {
                    list();
                }
                watch();
                failures = 0;
            } catch (RuntimeException | IOException e) { // whatever it is: what is watched must be watched on
                failures = Duration.between(began, clock.instant()).compareTo(LONGEST_PAUSE) > 0 ? 1 : failures + 1;
                if (closed || api.isClosedAfter(afterTrouble(e, failures))) {
                    return;
                }
            }
        }
    }

    private Duration afterTrouble(Exception e, int failures) {
        if (e instanceof ApiFailure failure && failure.isExpired()) {
            LOG.debug("watch={} the history is compacted; listing anew", what());
            version = 0;
            return Duration.ZERO;
        }
        String words = String.valueOf(e.getMessage());
        if (!closed && failures > 1) {
            health = new Health(health.heard(), Optional.of(words));
            LOG.warn("watch={} broken: {}; trying again", what(), words);
        }
        if (!synced.isDone() && e instanceof ApiFailure failure && failure.isDenied()) {
            synced.completeExceptionally(failure);
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private void list() throws IOException {
        List<T> items = new ArrayList<>();
        String next = "";
        long listed = 0;
        do {
            String query = "?limit=" + PAGE
                    + (next.isEmpty() ? "" : "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
            try (InputStream in = api.open(kind.path(namespace) + query)) {
                Fields head = Fields.of(
                        new Json.Stream(kind.plural(), in, skipped())
                                .items("items", item -> read(item).ifPresent(items::add)),
                        "");
                Optional<Fields> meta = head.mapping("metadata");
                next = meta.flatMap(fields -> fields.text("continue")).orElse("");
                listed = meta.flatMap(fields -> fields.wholeNumber("resourceVersion"))
                        .orElse(0L);
            }
        } while (!next.isEmpty() && !closed);
        shelf.replace(namespace, items, listed, hall.news());
        version = listed;
        heard();
        synced.complete(null);
        LOG.debug("watch={} listed={} version={}", what(), items.size(), listed);
    }

    private void watch() throws IOException {
        String query =
                "?watch=true&allowWatchBookmarks=true&timeoutSeconds=" + WATCH_SECONDS + "&resourceVersion=" + version;
        try (InputStream in = api.open(kind.path(namespace) + query)) {
            open = in;
            heard();
            Json.Stream events = new Json.Stream(kind.plural(), in, skipped());
            for (Optional<Document> event = events.next(); event.isPresent() && !closed; event = events.next()) {
                heard();
                take(Fields.of(event.get(), ""));
            }
        } finally {
            open = null;
        }
    }

    private void take(Fields event) {
        String type = event.requiredText("type");
        Document object = event.document("object").orElseThrow(() -> event.complaint("object", "missing"));
        switch (type) {
            case "ADDED", "MODIFIED", "DELETED" -> told(ClusterEvent.Type.valueOf(type), object);
            case "ERROR" -> {
                Fields status = Fields.of(object, "");
                throw new ApiFailure(
                        status.count("code").orElse(500), status.text("message").orElse("the watch ended"));
            }
            default -> {} // a bookmark, or what a later server sends: its version is all that counts
        }
        Fields.of(object, "")
                .mapping("metadata")
                .flatMap(meta -> meta.wholeNumber("resourceVersion"))
                .ifPresent(at -> version = at);
    }

    private void told(ClusterEvent.Type type, Document document) {
        Optional<T> object = read(document);
        if (object.isPresent()) {
            shelf.tell(type, object.get());
            hall.news().accept(new ClusterEvent(type, object.get()));
        }
    }

    private Optional<T> read(Document document) {
        try {
            T object = hall.sharing().shared(kind.reader().apply(document), kind.type());
            hall.read().accept(new Seen(document, object));
            return Optional.of(object);
        } catch (BadInput e) {
            LOG.warn("watch={} an object cannot be read and is left out: {}", what(), e.getMessage());
            return Optional.empty();
        }
    }

    /// Who wrote an autoscaler matters; of other kinds nobody asks.
    private Set<String> skipped() {
        return kind.equals(Kinds.AUTOSCALERS) ? Set.of("fieldsV1") : Set.of("managedFields");
    }

    private void heard() {
        health = new Health(clock.instant(), Optional.empty());
    }

    /// Breaks the connection off if the server has not said anything for too long; `run` then takes it up again.
    void breakIfSilent() {
        if (Duration.between(health.heard(), clock.instant()).compareTo(SILENCE) > 0) {
            LOG.warn("watch={} silent since {}; connecting anew", what(), health.heard());
            breakOff();
        }
    }

    private void breakOff() {
        InputStream now = open;
        if (now != null) {
            try {
                now.close();
            } catch (IOException e) {
                LOG.debug("watch={} closing: {}", what(), e.getMessage());
            }
        }
    }

    void close() {
        closed = true;
        breakOff();
    }

    /// Waits for the first list.
    ///
    /// @throws ApiFailure where the server does not give it
    void awaitSynced(Duration patience) {
        try {
            synced.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
            throw e.getCause() instanceof ApiFailure failure
                    ? failure
                    : new ApiFailure(String.valueOf(e.getMessage()), e);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new ApiFailure(
                    "%s not listed within %d s: %s"
                            .formatted(
                                    what(),
                                    patience.toSeconds(),
                                    health.trouble().orElse("no word from the server")),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiFailure("interrupted", e);
        }
    }
}
