package dev.tidewright.simulator.recording;

import java.util.List;

/// The latencies of one service: by row and over all.
///
/// @param rows    one a row
/// @param within  for each threshold asked for, how many requests kept it: counted exactly, not from buckets
public record LatencySeries(String subject, List<LatencyFigures> rows, LatencyFigures all, List<Within> within) {
    public LatencySeries {
        rows = List.copyOf(rows);
        within = List.copyOf(within);
    }

    /// @param count requests that took `thresholdNanos` or less
    public record Within(long thresholdNanos, long count) {}
}
