package dev.tidewright.simulator.queueing;

import java.util.random.RandomGenerator;

/// Requests that wait to be tried again: the n-th retry comes within 1, 2, 4 and at most 8 steps, evenly spread (full
/// jitter).
public final class Retries {
    private static final int LONGEST_STEPS = 8;
    private static final int RING = 16;
    private final RandomGenerator random;
    private final int lanes;
    private final long[] counts;
    private long waiting;

    /// @param lanes attempts, the first one included
    public Retries(int lanes, RandomGenerator random) {
        this.lanes = lanes;
        this.random = random;
        counts = new long[RING * lanes];
    }

    public long waiting() {
        return waiting;
    }

    /// Whether an attempt is followed by another.
    public boolean mayFollow(int lane) {
        return lane + 1 < lanes;
    }

    /// Mean wait before attempt `lane`, in seconds.
    public static double meanSeconds(int lane) {
        return (1 + longest(lane)) / 2.0 * Step.SECONDS;
    }

    private static int longest(int lane) {
        return Math.min(LONGEST_STEPS, 1 << Math.min(lane - 1, 16));
    }

    /// Plans another attempt for `count` requests whose attempt `lane` failed.
    public void plan(long now, int lane, long count) {
        int next = lane + 1;
        int steps = longest(next);
        long left = count;
        for (int i = 1; i <= steps && left > 0; i++) {
            long part = Draws.binomial(random, left, 1.0 / (steps - i + 1));
            counts[index(now + i, next)] += part;
            left -= part;
        }
        waiting += count;
    }

    /// Moves what is due now into `arrivals`, by attempt; returns how many.
    public long due(long now, long[] arrivals) {
        long sum = 0;
        for (int lane = 1; lane < lanes && waiting > 0; lane++) {
            int at = index(now, lane);
            arrivals[lane] += counts[at];
            waiting -= counts[at];
            sum += counts[at];
            counts[at] = 0;
        }
        return sum;
    }

    private int index(long step, int lane) {
        return (int) (step & (RING - 1)) * lanes + lane;
    }
}
