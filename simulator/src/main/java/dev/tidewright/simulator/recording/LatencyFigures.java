package dev.tidewright.simulator.recording;

/// The latencies of `count` requests, in nanoseconds; all 0 where there were none.
///
/// @param p50Nanos each percentile: exact to 3.2 %, never too low
public record LatencyFigures(long count, long p50Nanos, long p95Nanos, long p99Nanos, long p999Nanos, long maxNanos) {
    public static final LatencyFigures NONE = new LatencyFigures(0, 0, 0, 0, 0, 0);
}
