package dev.tidewright.simulator.store;

import dev.tidewright.cluster.Change;
import dev.tidewright.core.objects.ObjectKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Events by object. Keeps the last 32 of an object and the 20,000 objects that were heard of last.
final class EventLog {
    private static final int MAX_EVENTS = 32;
    private static final int MAX_OBJECTS = 20_000;

    private final LinkedHashMap<ObjectKey, List<Event>> events = new LinkedHashMap<>(64, 0.75f, true);

    /// @return the event as it now stands
    Event add(Change.Emit emit, Instant now) {
        List<Event> about = events.computeIfAbsent(emit.about(), key -> new ArrayList<>(4));
        for (int i = about.size() - 1; i >= 0; i--) {
            if (about.get(i).repeats(emit.type(), emit.reason(), emit.message())) {
                Event again = about.remove(i).again(now);
                about.add(again);
                return again;
            }
        }
        Event first = new Event(emit.about(), emit.type(), emit.reason(), emit.message(), 1, now, now);
        about.add(first);
        if (about.size() > MAX_EVENTS) {
            about.removeFirst();
        }
        if (events.size() > MAX_OBJECTS) {
            events.pollFirstEntry();
        }
        return first;
    }

    List<Event> about(ObjectKey object) {
        List<Event> about = events.get(object);
        return about == null ? List.of() : List.copyOf(about);
    }
}
