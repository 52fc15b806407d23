package dev.tidewright.simulator.recording;

import java.util.List;

/// The latencies of one service: by row and over all.
///
/// @param rows    one a row
/// @param all     over the whole run
/// @param ladder  over the whole run, the latency of every [#LADDER] percentile, in nanoseconds
/// @param within  for each threshold asked for, how many requests kept it: counted exactly, not from buckets
public record LatencySeries(
        String subject, List<LatencyFigures> rows, LatencyFigures all, List<Long> ladder, List<Within> within) {
    /// The percentiles an objective is likely to name.
    public static final List<Double> LADDER =
            List.of(10d, 25d, 50d, 75d, 80d, 90d, 95d, 97.5d, 98d, 99d, 99.5d, 99.9d, 99.95d, 99.99d);

    public LatencySeries {
        ladder = List.copyOf(ladder);
        rows = List.copyOf(rows);
        within = List.copyOf(within);
    }

    /// The latency at a percentile: of the nearest on the [#LADDER] that is not below it.
    public long percentileNanos(double percentile) {
        for (int rung = 0; rung < LADDER.size(); rung++) {
            if (LADDER.get(rung) >= percentile) {
                return ladder.get(rung);
            }
        }
        return all.maxNanos();
    }

    /// @param count requests that took `thresholdNanos` or less
    public record Within(long thresholdNanos, long count) {}
}
