package dev.tidewright.control.nodes;

import java.time.Instant;
import java.util.Arrays;

/// How many pods were wanted in each minute of the last 25 hours, and so how fast their number can rise: a day, and the
/// hour in which yesterday's rise comes again. Not thread-safe.
final class Demand {
    private static final int MINUTES = 25 * 60;

    private final int[] wanted = new int[MINUTES];
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /// Notes the pods wanted now; between two notes the number was that of the earlier one.
    void note(int pods, Instant now) {
        long minute = now.getEpochSecond() / 60;
        if (last == Long.MIN_VALUE || minute < last) {
            Arrays.fill(wanted, pods); // the first note, or a clock that was set back
            first = minute;
        } else {
            int before = wanted[slot(last)];
            for (long each = Math.max(last + 1, minute - MINUTES + 1); each < minute; each++) {
                wanted[slot(each)] = before;
            }
            wanted[slot(minute)] = minute == last ? Math.max(before, pods) : pods;
        }
        last = minute;
    }

    private static int slot(long minute) {
        return (int) Math.floorMod(minute, (long) MINUTES);
    }

    /// Minutes of which is known what was wanted.
    long minutes() {
        return last < first ? 0 : Math.min(MINUTES, last - first + 1);
    }

    /// The most by which the number rose within a window, in the minutes that are known.
    ///
    /// @param window in minutes, 1 and up
    int steepestRise(int window) {
        int rise = 0;
        long from = last - minutes() + 1;
        for (long end = from + 1; end <= last; end++) {
            for (long start = Math.max(from, end - window); start < end; start++) {
                rise = Math.max(rise, wanted[slot(end)] - wanted[slot(start)]);
            }
        }
        return rise;
    }
}
