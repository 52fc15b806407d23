package dev.tidewright.core.requests.usage;

import dev.tidewright.core.requests.ContainerPolicy;
import dev.tidewright.core.units.Quantity;
import java.time.Duration;

/// How memory peaks of some containers are taken, after their policy had its say.
///
/// @param intervals windows after which usage is forgotten
record MemoryRules(long intervalMillis, int intervals, double bumpUpRatio, double minBumpUpBytes) {
    /// The most that an amount can be: bytes or millicores.
    static final long MOST = 100_000_000_000_000L;

    static MemoryRules of(AggregationSettings settings) {
        return new MemoryRules(
                settings.memoryInterval().toMillis(),
                settings.memoryIntervals(),
                settings.oomBumpUpRatio(),
                settings.oomMinBumpUpBytes());
    }

    MemoryRules with(ContainerPolicy policy) {
        return new MemoryRules(
                policy.memoryInterval()
                        .filter(Duration::isPositive)
                        .map(Duration::toMillis)
                        .orElse(intervalMillis),
                policy.memoryIntervals().filter(count -> count > 0).orElse(intervals),
                policy.oomBumpUpRatio().map(Quantity::approximate).orElse(bumpUpRatio),
                policy.oomMinBumpUp().map(Quantity::approximate).orElse(minBumpUpBytes));
    }

    /// How long usage counts after the last sample.
    long windowMillis() {
        return Math.multiplyExact(intervalMillis, intervals);
    }

    /// What a container would have needed that was killed while it used this much.
    long afterKill(long usedBytes) {
        return Math.max(usedBytes + bounded(minBumpUpBytes), bounded(usedBytes * bumpUpRatio));
    }

    private static long bounded(double amount) {
        return amount > MOST ? MOST : Math.max(0, (long) amount);
    }
}
