package dev.tidewright.kubernetes.write;

import dev.tidewright.cluster.Change;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.kubernetes.api.ApiServer;
import dev.tidewright.kubernetes.api.Call;
import dev.tidewright.kubernetes.api.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes events as Kubernetes' own recorder does: on a thread of its own, a repeat as a higher count of what is there,
/// many alike combined into one, and no more than 25 at once and one each 5 minutes about one object. Where more wait
/// than
/// the queue holds, the newest are dropped. Source: client-go, `tools/record/events_cache.go`. Thread-safe.
public final class Events implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final int QUEUE = 1_000;
    private static final int REMEMBERED = 4_096;
    private static final int ALIKE_MOST = 10;
    private static final Duration ALIKE_WINDOW = Duration.ofMinutes(10);
    private static final String COMPONENT = "tidewright";

    private final ApiServer api;
    private final InstantSource clock;
    private final Function<ObjectKey, Subject> subjects;
    private final ArrayBlockingQueue<Told> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Map<Same, Written> written = bounded();
    private final Map<Alike, Group> groups = bounded();
    private final Map<ObjectKey, TokenBucket> budgets = bounded();
    private final LongAdder dropped = new LongAdder();
    private final Thread writer;
    private long lastNanos;

    /// What an event is about, as it must be named.
    public record Subject(String apiVersion, String uid, String version) {}

    private record Told(Change.Emit emit, Instant at) {}

    private record Same(ObjectKey about, String type, String reason, String message) {}

    private record Alike(ObjectKey about, String type, String reason) {}

    private record Written(String path, int count) {}

    private static final class Group {
        Instant last;
        int messages;

        Group(Instant last) {
            this.last = last;
        }
    }

    /// @param subjects what is known of an object; asked as late as may be
    public Events(ApiServer api, InstantSource clock, Function<ObjectKey, Subject> subjects) {
        this.api = api;
        this.clock = clock;
        this.subjects = subjects;
        this.writer = Thread.ofVirtual().name("events").start(this::write);
    }

    private static <K, V> Map<K, V> bounded() {
        return new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > REMEMBERED;
            }
        };
    }

    /// Takes an event to write.
    ///
    /// @return false where too many wait
    public boolean emit(Change.Emit emit) {
        boolean taken = queue.offer(new Told(emit, clock.instant()));
        if (!taken) {
            dropped.increment();
        }
        return taken;
    }

    /// Events that were never written, for want of room.
    public long dropped() {
        return dropped.sum();
    }

    private void write() {
        try {
            while (true) {
                write(queue.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Told told) {
        Change.Emit emit = combined(told);
        Same same = new Same(emit.about(), emit.type(), emit.reason(), emit.message());
        TokenBucket budget = budgets.computeIfAbsent(emit.about(), about -> new TokenBucket(told.at()));
        if (!budget.takes(told.at())) {
            return;
        }
        Written before = written.get(same);
        Reply reply = before == null ? create(same, emit, told.at()) : count(same, before, told.at());
        if (before != null && reply.status() == 404) {
            reply = create(same, emit, told.at());
        }
        if (!reply.isSuccess() && !reply.isThereAlready()) {
            LOG.warn("event about {} not written: {}", emit.about(), reply.words());
        }
    }

    /// From the eleventh message on within ten minutes, events of one object and reason become one.
    private Change.Emit combined(Told told) {
        Change.Emit emit = told.emit();
        Alike alike = new Alike(emit.about(), emit.type(), emit.reason());
        boolean isRepeat = written.containsKey(new Same(emit.about(), emit.type(), emit.reason(), emit.message()));
        Group group = groups.computeIfAbsent(alike, absent -> new Group(told.at()));
        if (Duration.between(group.last, told.at()).compareTo(ALIKE_WINDOW) > 0) {
            group.messages = 0;
        }
        group.last = told.at();
        group.messages += isRepeat ? 0 : 1;
        return group.messages < ALIKE_MOST
                ? emit
                : new Change.Emit(
                        emit.about(), emit.type(), emit.reason(), "(combined from similar events): " + emit.message());
    }

    private Reply create(Same same, Change.Emit emit, Instant at) {
        String namespace =
                emit.about().namespace().isEmpty() ? "default" : emit.about().namespace();
        String name = emit.about().name() + "." + Long.toHexString(nanos(at));
        String path = "/api/v1/namespaces/" + namespace + "/events";
        Reply reply = api.send(Call.post(path, body(emit, namespace, name, at)));
        if (reply.isSuccess() || reply.isThereAlready()) { // names are never given twice: it was written, unanswered
            written.put(same, new Written(path + "/" + name, 1));
        }
        return reply;
    }

    /// Of the wall's clock, and never the same twice.
    private long nanos(Instant at) {
        lastNanos = Math.max(lastNanos + 1, at.getEpochSecond() * 1_000_000_000L + at.getNano());
        return lastNanos;
    }

    private ObjectNode body(Change.Emit emit, String namespace, String name, Instant at) {
        Subject subject = subjects.apply(emit.about());
        ObjectNode event = Bodies.object("v1", "Event");
        event.putObject("metadata").put("name", name).put("namespace", namespace);
        event.putObject("involvedObject")
                .put("kind", emit.about().kind())
                .put("namespace", emit.about().namespace())
                .put("name", emit.about().name())
                .put("uid", subject.uid())
                .put("apiVersion", subject.apiVersion())
                .put("resourceVersion", subject.version());
        event.put("reason", emit.reason()).put("message", emit.message()).put("type", emit.type());
        event.putObject("source").put("component", COMPONENT);
        event.put("reportingComponent", COMPONENT).put("reportingInstance", "");
        return event.put("firstTimestamp", Bodies.time(at))
                .put("lastTimestamp", Bodies.time(at))
                .put("count", 1);
    }

    private Reply count(Same same, Written before, Instant at) {
        int count = before.count() + 1;
        ObjectNode patch =
                JsonNodeFactory.instance.objectNode().put("count", count).put("lastTimestamp", Bodies.time(at));
        Reply reply = api.send(Call.merge(before.path(), patch));
        if (reply.isSuccess()) {
            written.put(same, new Written(before.path(), count));
        }
        return reply;
    }

    /// Waits until what was taken is written, at most `patience`.
    public void drain(Duration patience) {
        long looks = Math.max(1, patience.toMillis() / 10);
        for (long i = 0; i < looks && !queue.isEmpty(); i++) {
            if (api.isClosedAfter(Duration.ofMillis(10))) {
                return;
            }
        }
    }

    @Override
    public void close() {
        writer.interrupt();
    }
}
