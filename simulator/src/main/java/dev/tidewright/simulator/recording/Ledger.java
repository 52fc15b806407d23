package dev.tidewright.simulator.recording;

import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.core.objects.ObjectKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The journal of one run, in memory and bounded. Entries about pods, of which there may be very many, have a bound
/// of their own, so that they never push out decisions. What does not fit is numbered and counted, not kept. For
/// one thread.
public final class Ledger implements Journal {
    /// About 300 bytes an entry, so 150 MB at the most.
    public static final int MOST_POD_ENTRIES = 400_000;

    public static final int MOST_OTHER_ENTRIES = 100_000;

    private final int mostOfPods;
    private final int mostOfOthers;
    private final List<Line> lines = new ArrayList<>();
    private final Map<ObjectKey, Long> latest = new HashMap<>();
    private int ofPods;
    private int ofOthers;
    private long recorded;
    private Consumer<Entry> heard = entry -> {};

    public Ledger() {
        this(MOST_POD_ENTRIES, MOST_OTHER_ENTRIES);
    }

    public Ledger(int mostOfPods, int mostOfOthers) {
        this.mostOfPods = mostOfPods;
        this.mostOfOthers = mostOfOthers;
    }

    /// Tells `listener` of each entry from now on, whether there is room to keep it or not.
    public void onRecord(Consumer<Entry> listener) {
        heard = listener;
    }

    @Override
    public long record(Entry entry) {
        recorded++;
        heard.accept(entry);
        if (hasRoom(entry.object().kind().equals("Pod"))) {
            lines.add(new Line(recorded, entry));
            latest.put(entry.object(), recorded);
        }
        return recorded;
    }

    private boolean hasRoom(boolean pod) {
        return pod ? ofPods++ < mostOfPods : ofOthers++ < mostOfOthers;
    }

    @Override
    public Optional<Long> latest(ObjectKey object) {
        return Optional.ofNullable(latest.get(object));
    }

    /// What was kept, in order; grows as the run goes on.
    public List<Line> lines() {
        return Collections.unmodifiableList(lines);
    }

    /// Entries that found no room.
    public long dropped() {
        return recorded - lines.size();
    }

    /// An entry with its number.
    ///
    /// @param number from 1; has gaps only where entries were dropped
    public record Line(long number, Entry entry) {}
}
