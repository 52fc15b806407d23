package dev.tidewright.core.nodes.down;

import dev.tidewright.core.objects.Sorted;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// What one look at the cluster must know of those before it. All of it can be lost: timers then start anew.
///
/// @param unneededSince since when each node could have gone
/// @param recheckAt     until when a node that could not go is left alone
/// @param hints         where pods found a place in the last look, by pod; looked up only, never walked
/// @param lastLook      empty before the first
/// @param shortest      the shortest time between two looks; empty before the second
public record ScaleDownMemory(
        SortedMap<String, Instant> unneededSince,
        SortedMap<String, Instant> recheckAt,
        Map<String, String> hints,
        Optional<Instant> lastLook,
        Optional<Duration> shortest) {
    public static final ScaleDownMemory NOTHING =
            new ScaleDownMemory(Sorted.empty(), Sorted.empty(), Map.of(), Optional.empty(), Optional.empty());

    public ScaleDownMemory {
        unneededSince = Sorted.copyOf(unneededSince);
        recheckAt = Sorted.copyOf(recheckAt);
    }

    /// Forgets which nodes were unneeded, as after a scale-up.
    public ScaleDownMemory withoutUnneeded() {
        return new ScaleDownMemory(Sorted.empty(), recheckAt, hints, lastLook, shortest);
    }

    /// Believes earlier timers, as after a restart.
    public ScaleDownMemory withUnneeded(SortedMap<String, Instant> since) {
        return new ScaleDownMemory(since, recheckAt, hints, lastLook, shortest);
    }

    /// The same after a look at a cluster that had not changed.
    public ScaleDownMemory seen(Instant now) {
        return new ScaleDownMemory(unneededSince, recheckAt, hints, Optional.of(now), shortest(now));
    }

    private Optional<Duration> shortest(Instant now) {
        if (lastLook.isEmpty()) {
            return shortest;
        }
        Duration interval = Duration.between(lastLook.get(), now);
        return Optional.of(
                shortest.filter(known -> known.compareTo(interval) < 0).orElse(interval));
    }
}
