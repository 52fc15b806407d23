package dev.tidewright.core.pods;

import dev.tidewright.core.pods.ScalingMemory.Recommendation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Holds a recommendation against the recent ones, and remembers it.
public final class Stabilization {
    private static final Limit READY = new Limit(0, "ReadyForNewScale", "recommended size matches current size");

    private Stabilization() {}

    /// What is left of a recommendation, and the memory with it.
    ///
    /// @param limit reason and message say what was done if the count is another than recommended
    public record Stabilized(Limit limit, ScalingMemory memory) {}

    /// Where the autoscaler has no `behavior`: the highest recommendation within the flag's window.
    public static Stabilized withoutBehavior(int desired, ScalingMemory memory, Duration window, Instant now) {
        Instant cutoff = now.minus(window);
        int highest = desired;
        int free = -1;
        List<Recommendation> recent = memory.recommended();
        for (int i = 0; i < recent.size(); i++) {
            Recommendation one = recent.get(i);
            if (one.time().isBefore(cutoff)) {
                free = i;
            } else {
                highest = Math.max(highest, one.replicas());
            }
        }
        Limit limit = new Limit(
                highest,
                "ScaleDownStabilized",
                "recent recommendations were higher than current one, applying the highest recent recommendation");
        return new Stabilized(limit, memory.recommending(free, desired, now));
    }

    /// Where it has: no lower than the lowest of the scale-up window, no higher than the highest of the other.
    ///
    /// @param flag the window for scaling down where the rules give none
    public static Stabilized withBehavior(
            int current, int desired, ScalingBehavior behavior, ScalingMemory memory, Duration flag, Instant now) {
        Instant upCutoff = now.minus(window(behavior.scaleUp(), Duration.ZERO));
        Instant downCutoff = now.minus(window(behavior.scaleDown(), flag));
        int lowest = desired;
        int highest = desired;
        int free = -1;
        List<Recommendation> recent = memory.recommended();
        for (int i = 0; i < recent.size(); i++) {
            Recommendation one = recent.get(i);
            lowest = one.time().isAfter(upCutoff) ? Math.min(lowest, one.replicas()) : lowest;
            highest = one.time().isAfter(downCutoff) ? Math.max(highest, one.replicas()) : highest;
            free = one.time().isBefore(upCutoff) && one.time().isBefore(downCutoff) ? i : free;
        }
        int stabilized = Math.min(Math.max(current, lowest), highest);
        return new Stabilized(limit(current, desired, stabilized), memory.recommending(free, desired, now));
    }

    static Duration window(ScalingRules rules, Duration absent) {
        return rules.stabilizationWindow().isPresent()
                ? rules.stabilizationWindow().get()
                : absent.truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    }

    private static Limit limit(int current, int desired, int stabilized) {
        return desired >= current
                ? new Limit(
                        stabilized,
                        "ScaleUpStabilized",
                        "recent recommendations were lower than current one, applying the lowest recent recommendation")
                : new Limit(
                        stabilized,
                        "ScaleDownStabilized",
                        "recent recommendations were higher than current one, applying the highest recent"
                                + " recommendation");
    }

    /// What the AbleToScale condition says where nothing was held back.
    static Limit ready(int replicas) {
        return new Limit(replicas, READY.reason(), READY.message());
    }
}
