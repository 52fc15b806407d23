package dev.tidewright.simulator.recording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/// The few worst minutes of a run. A minute is worse by more breached requests (if they are one in a thousand at
/// least), then by more pods that wait for a node, then by a slower p99; of equals the earlier one is kept.
final class WorstMinutes {
    static final int KEPT = 5;

    private static final Comparator<Badness> WORST_FIRST = Comparator.comparingLong(Badness::breached)
            .thenComparingDouble(Badness::pending)
            .thenComparingLong(Badness::p99Nanos)
            .reversed();

    private final List<Kept> kept = new ArrayList<>();

    /// Keeps the minute if it is among the worst; only then is it written down in full.
    void offer(Badness badness, Supplier<Minute> minute) {
        int place = kept.size();
        while (place > 0 && WORST_FIRST.compare(badness, kept.get(place - 1).badness()) < 0) {
            place--;
        }
        if (place < KEPT) {
            kept.add(place, new Kept(badness, minute.get()));
            if (kept.size() > KEPT) {
                kept.removeLast();
            }
        }
    }

    List<Minute> worstFirst() {
        return kept.stream().map(Kept::minute).toList();
    }

    record Badness(long breached, double pending, long p99Nanos) {}

    private record Kept(Badness badness, Minute minute) {}
}
