package dev.tidewright.simulator.kubelet;

import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.core.objects.ObjectKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A journal for tests.
public final class ListedJournal implements Journal {
    public final List<Entry> entries = new ArrayList<>();
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

    /// `verb` or `verb seconds` of each entry about an object, in order.
    public List<String> about(ObjectKey object) {
        List<String> lines = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.object().equals(object)) {
                String seconds = entry.why().facts().stream()
                        .filter(fact -> fact.name().equals("seconds"))
                        .map(fact -> " " + fact.value())
                        .findFirst()
                        .orElse("");
                lines.add(entry.verb() + seconds);
            }
        }
        return lines;
    }
}
