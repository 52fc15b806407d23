package dev.tidewright.simulator.store;

import dev.tidewright.cluster.Cluster.ClusterEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The latest changes, so that a watch can go on where it broke off.
final class History {
    private final @Nullable ClusterEvent[] ring;
    private long added;

    /// @param bound how many changes are kept
    History(int bound) {
        ring = new ClusterEvent[bound];
    }

    void add(ClusterEvent event) {
        ring[(int) (added++ % ring.length)] = event;
    }

    /// The changes after `version`, in version order; empty where some of them are no longer kept.
    Optional<List<ClusterEvent>> after(long version) {
        List<ClusterEvent> events = new ArrayList<>();
        long oldest = Math.max(0, added - ring.length);
        for (long i = added - 1; i >= oldest; i--) {
            ClusterEvent event = ring[(int) (i % ring.length)];
            if (event == null || event.object().meta().version() <= version) {
                return Optional.of(events.reversed());
            }
            events.add(event);
        }
        return oldest == 0 ? Optional.of(events.reversed()) : Optional.empty();
    }
}
