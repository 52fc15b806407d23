package dev.tidewright.simulator.controllers;

import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.core.objects.ObjectKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps what was recorded.
final class MemoryJournal implements Journal {
    final List<Entry> entries = new ArrayList<>();
    private final Map<ObjectKey, Long> latest = new HashMap<>();

    @Override
    public long record(Entry entry) {
        entries.add(entry);
        latest.put(entry.object(), (long) entries.size());
        return entries.size();
    }

    @Override
    public Optional<Long> latest(ObjectKey object) {
        return Optional.ofNullable(latest.get(object));
    }

    Entry at(long number) {
        return entries.get((int) number - 1);
    }
}
