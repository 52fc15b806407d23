package dev.tidewright.simulator.queueing;

import java.util.random.RandomGenerator;

/// Requests inside a group of servers, first come first served, counted by the step in which they came and by attempt.
///
/// Those whose caller has given up stay at the head as ghosts: the server does not know and works on them all the same.
/// That is what makes a retry storm feed itself.
final class Cohorts {
    private final int lanes;
    private final int mask;
    private final int[] counts;
    private long oldest;
    private long living;
    private long ghosts;

    /// @param lanes attempts that are told apart, 1 and up
    /// @param steps the greatest age, in steps, that a living request reaches
    Cohorts(int lanes, int steps) {
        this.lanes = lanes;
        int ring = Integer.highestOneBit(Math.max(1, steps + 2)) << 1;
        mask = ring - 1;
        counts = new int[ring * lanes];
    }

    long living() {
        return living;
    }

    long ghosts() {
        return ghosts;
    }

    long all() {
        return living + ghosts;
    }

    void add(long step, int lane, long count) {
        if (living == 0) {
            oldest = step;
        }
        oldest = Math.min(oldest, step);
        counts[index(step, lane)] += Math.toIntExact(count);
        living += count;
    }

    private int index(long step, int lane) {
        return (int) (step & mask) * lanes + lane;
    }

    /// The callers of everything that came before `step` give up; `sink` is told, and ghosts remain.
    void expireBefore(long step, Sink sink) {
        while (living > 0 && oldest < step) {
            for (int lane = 0; lane < lanes; lane++) {
                int at = index(oldest, lane);
                long count = counts[at];
                if (count > 0) {
                    counts[at] = 0;
                    living -= count;
                    ghosts += count;
                    sink.slice(oldest, lane, count);
                }
            }
            oldest++;
        }
    }

    /// Takes the `count` that have been here longest, ghosts first; `sink` is told of the living.
    void take(long count, Sink sink) {
        long dead = Math.min(ghosts, count);
        ghosts -= dead;
        long left = Math.min(living, count - dead);
        while (left > 0) {
            for (int lane = 0; lane < lanes && left > 0; lane++) {
                int at = index(oldest, lane);
                int part = (int) Math.min(left, counts[at]);
                if (part > 0) {
                    counts[at] -= part;
                    living -= part;
                    left -= part;
                    sink.slice(oldest, lane, part);
                }
            }
            if (left > 0) {
                oldest++;
            }
        }
    }

    /// Takes each request with a probability: those of one server among equals.
    ///
    /// @return ghosts taken
    long takeShare(RandomGenerator random, double share, long now, Sink sink) {
        long dead = Draws.binomial(random, ghosts, share);
        ghosts -= dead;
        if (living > 0) {
            takeLiving(random, share, now, sink);
        }
        return dead;
    }

    private void takeLiving(RandomGenerator random, double share, long now, Sink sink) {
        for (long step = oldest; step <= now; step++) {
            for (int lane = 0; lane < lanes; lane++) {
                int at = index(step, lane);
                long part = Draws.binomial(random, counts[at], share);
                if (part > 0) {
                    counts[at] -= (int) part;
                    living -= part;
                    sink.slice(step, lane, part);
                }
            }
        }
    }

    void addGhosts(long count) {
        ghosts += count;
    }

    /// Takes requests that leave.
    interface Sink {
        /// @param step in which they came
        /// @param lane which attempt, from 0
        void slice(long step, int lane, long count);
    }
}
