package dev.tidewright.apiserver.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What the wall's clock showed at each virtual instant. Clients live by the wall's clock: they compute ages, renew
/// leases
/// and judge how fresh a metric is by it. So every time that the API tells is the wall's, and stays what it was,
/// however
/// fast virtual time passes later on. Safe for many threads.
public final class WallClock {
    /// Changes of pace that are remembered; before the first, virtual time passed at its pace.
    private static final int MOST = 1_024;

    private final Instant virtualStart;
    private volatile List<Stretch> stretches;

    /// From `virtual` on, virtual time passes `speed` times as fast as the wall's, beginning at `wall`.
    private record Stretch(Instant virtual, Instant wall, double speed) {
        Instant show(Instant at) {
            double nanos = Duration.between(virtual, at).toMillis() * 1e6 / speed;
            return speed <= 0 ? wall : wall.plusNanos((long) nanos);
        }

        Instant virtual(Instant at) {
            return virtual.plusNanos((long) (Duration.between(wall, at).toMillis() * 1e6 * speed));
        }
    }

    /// @param virtualStart where virtual nanoseconds are counted from
    WallClock(Instant virtualStart, long virtualNanos, Instant wall, double speed) {
        this.virtualStart = virtualStart;
        this.stretches = List.of(new Stretch(virtualStart.plusNanos(virtualNanos), wall, speed));
    }

    /// From now on at another pace, or after a pause.
    void passes(long virtualNanos, Instant wall, double speed) {
        List<Stretch> more = new ArrayList<>(stretches);
        if (more.size() == MOST) {
            more.remove(1); // the first one tells of everything before
        }
        more.add(new Stretch(virtualStart.plusNanos(virtualNanos), wall, speed));
        stretches = List.copyOf(more);
    }

    /// The wall's time at a virtual instant, the future and the time before the start among them.
    public Instant show(Instant virtual) {
        return at(virtual, Stretch::virtual).show(virtual);
    }

    /// The virtual instant at which the wall's clock showed this.
    public Instant virtual(Instant wall) {
        return at(wall, Stretch::wall).virtual(wall);
    }

    private Stretch at(Instant instant, java.util.function.Function<Stretch, Instant> begin) {
        List<Stretch> known = stretches;
        for (int i = known.size() - 1; i > 0; i--) {
            if (!instant.isBefore(begin.apply(known.get(i)))) {
                return known.get(i);
            }
        }
        return known.getFirst();
    }
}
