package dev.tidewright.apiserver.world;

import dev.tidewright.simulator.time.Timeline;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// How far virtual time should be by now. Not thread-safe; the world's thread owns it.
final class Pace {
    /// Behind by more than so much wall time, the world lets the lost time go: it never races to catch up.
    private static final long MOST_BEHIND_NANOS = 2_000_000_000L;

    private final LongSupplier wallNanos;
    private double speed;
    private final InstantSource wall;
    private final WallClock clock;
    private long wallAnchor;
    private long virtualAnchor;

    /// @param wallNanos measures, `wall` tells
    /// @param speed     seconds of virtual time a second
    Pace(LongSupplier wallNanos, InstantSource wall, Timeline timeline, double speed) {
        this.wallNanos = wallNanos;
        this.wall = wall;
        this.speed = speed;
        this.clock = new WallClock(timeline.start(), timeline.nanos(), wall.instant(), speed);
        this.wallAnchor = wallNanos.getAsLong();
        this.virtualAnchor = timeline.nanos();
    }

    /// Safe for many threads.
    WallClock clock() {
        return clock;
    }

    private void anchor(long virtualNanos) {
        wallAnchor = wallNanos.getAsLong();
        virtualAnchor = virtualNanos;
        clock.passes(virtualNanos, wall.instant(), speed);
    }

    void speed(double speed, long virtualNanos) {
        this.speed = speed;
        anchor(virtualNanos);
    }

    double speed() {
        return speed;
    }

    /// The virtual time that is due now, never before `virtualNanos`.
    long target(long virtualNanos) {
        long target = virtualAnchor + (long) ((wallNanos.getAsLong() - wallAnchor) * speed);
        if (target - virtualNanos > MOST_BEHIND_NANOS * Math.max(1, speed)) {
            anchor(virtualNanos);
            return virtualNanos;
        }
        return Math.max(target, virtualNanos);
    }

    /// Wall nanoseconds until virtual time is `dueNanos`; `Long.MAX_VALUE` for never.
    long waitFor(long dueNanos) {
        if (dueNanos == Long.MAX_VALUE || speed <= 0) {
            return Long.MAX_VALUE;
        }
        double wait = (dueNanos - virtualAnchor) / speed - (wallNanos.getAsLong() - wallAnchor);
        return Math.max(0, (long) wait);
    }
}
