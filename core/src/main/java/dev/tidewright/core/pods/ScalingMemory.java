package dev.tidewright.core.pods;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the controller remembers of one autoscaler between syncs. Immutable. Slots whose time has passed are
/// used again, in upstream's order, so each list is as long as its longest window holds syncs, and never longer
/// than [#MOST_KEPT].
///
/// @param recommendations what the metrics asked for, before any rule; empty before the first sync
/// @param scaleUps        by how much the count was raised
/// @param scaleDowns      by how much it was lowered
public record ScalingMemory(
        Optional<List<Recommendation>> recommendations, List<ScaleEvent> scaleUps, List<ScaleEvent> scaleDowns) {
    /// One a second for the longest window that validation admits.
    static final int MOST_KEPT = 3_600;

    public static final ScalingMemory NONE = new ScalingMemory(Optional.empty(), List.of(), List.of());

    /// What one sync's metrics asked for.
    public record Recommendation(int replicas, Instant time) {}

    /// One change of the count.
    ///
    /// @param change   pods, always positive
    /// @param outdated no policy looks so far back any more; the slot is free
    public record ScaleEvent(int change, Instant time, boolean outdated) {}

    public ScalingMemory {
        recommendations = recommendations.map(List::copyOf);
        scaleUps = List.copyOf(scaleUps);
        scaleDowns = List.copyOf(scaleDowns);
    }

    List<Recommendation> recommended() {
        return recommendations.isPresent() ? recommendations.get() : List.of();
    }

    /// Begins with the count that was found, so that a fresh controller does not scale down at once.
    ScalingMemory begun(int currentReplicas, Instant now) {
        return recommendations.isPresent() ? this : with(List.of(new Recommendation(currentReplicas, now)));
    }

    /// Takes the count that runs now for recommended, so that the way down begins with a whole window.
    public ScalingMemory resumed(int currentReplicas, Instant now) {
        return recommending(-1, currentReplicas, now);
    }

    private ScalingMemory with(List<Recommendation> recommendations) {
        return new ScalingMemory(Optional.of(recommendations), scaleUps, scaleDowns);
    }

    /// @param slot to use again, or -1 to append
    ScalingMemory recommending(int slot, int replicas, Instant now) {
        return with(put(recommended(), slot, new Recommendation(replicas, now)));
    }

    /// Remembers a change of the count. Without `behavior` nothing looks at it, so nothing is kept.
    public ScalingMemory rescaled(Optional<ScalingBehavior> behavior, int from, int to, Instant now) {
        if (behavior.isEmpty()) {
            return this;
        }
        if (to > from) {
            Duration kept = behavior.get().scaleUp().longestPeriod();
            return new ScalingMemory(recommendations, added(scaleUps, kept, to - from, now), scaleDowns);
        }
        Duration kept = behavior.get().scaleDown().longestPeriod();
        return new ScalingMemory(recommendations, scaleUps, added(scaleDowns, kept, from - to, now));
    }

    private static List<ScaleEvent> added(List<ScaleEvent> events, Duration kept, int change, Instant now) {
        Instant cutoff = now.minus(kept);
        List<ScaleEvent> marked = new ArrayList<>(events.size() + 1);
        int free = -1;
        for (ScaleEvent event : events) {
            boolean outdated = event.outdated() || event.time().isBefore(cutoff);
            free = outdated ? marked.size() : free;
            marked.add(outdated == event.outdated() ? event : new ScaleEvent(event.change(), event.time(), true));
        }
        return put(marked, free, new ScaleEvent(change, now, false));
    }

    private static <T> List<T> put(List<T> items, int slot, T item) {
        List<T> changed = new ArrayList<>(items.size() + 1);
        changed.addAll(items);
        if (slot >= 0) {
            changed.set(slot, item);
        } else {
            changed.add(item);
        }
        return changed.size() > MOST_KEPT ? changed.subList(1, changed.size()) : changed;
    }
}
