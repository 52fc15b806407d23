package dev.tidewright.simulator.recording;

/// A histogram of latencies: buckets 3 % wide, from 1 microsecond to 19 hours, in 9 kB. Integer arithmetic only.
///
/// A percentile is told as the upper edge of its bucket, so at most 3.2 % above the true figure and never below it.
final class LatencyBuckets {
    private static final int HALVES_BITS = 5;
    private static final int PER_OCTAVE = 1 << HALVES_BITS;
    private static final int LOWEST_BIT = 10;
    private static final int OCTAVES = 36;

    private final long[] counts = new long[PER_OCTAVE * OCTAVES];
    private int lowest = counts.length;
    private int highest = -1;
    private long total;
    private long maxNanos;

    void add(long nanos, long count) {
        int bucket = bucket(nanos);
        counts[bucket] += count;
        lowest = Math.min(lowest, bucket);
        highest = Math.max(highest, bucket);
        total += count;
        maxNanos = Math.max(maxNanos, nanos);
    }

    long total() {
        return total;
    }

    long maxNanos() {
        return maxNanos;
    }

    /// The latency that `percentile` per cent of the requests did not exceed; 0 without requests.
    long percentileNanos(double percentile) {
        long rank = Math.max(1, (long) Math.ceil(percentile / 100 * total));
        long seen = 0;
        for (int bucket = lowest; bucket <= highest; bucket++) {
            seen += counts[bucket];
            if (seen >= rank) {
                return Math.min(upperEdge(bucket), maxNanos);
            }
        }
        return 0;
    }

    /// p50, p95, p99 and p99.9 of what was added, in one walk.
    LatencyFigures figures() {
        return new LatencyFigures(
                total, percentileNanos(50), percentileNanos(95), percentileNanos(99), percentileNanos(99.9), maxNanos);
    }

    void addAll(LatencyBuckets other) {
        for (int bucket = other.lowest; bucket <= other.highest; bucket++) {
            counts[bucket] += other.counts[bucket];
        }
        lowest = Math.min(lowest, other.lowest);
        highest = Math.max(highest, other.highest);
        total += other.total;
        maxNanos = Math.max(maxNanos, other.maxNanos);
    }

    void clear() {
        for (int bucket = lowest; bucket <= highest; bucket++) {
            counts[bucket] = 0;
        }
        lowest = counts.length;
        highest = -1;
        total = 0;
        maxNanos = 0;
    }

    private static int bucket(long nanos) {
        long value = Math.max(nanos, 1L << LOWEST_BIT);
        int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(value);
        int within = (int) (value >>> (octave - HALVES_BITS)) & (PER_OCTAVE - 1);
        return Math.min((octave - LOWEST_BIT) * PER_OCTAVE + within, PER_OCTAVE * OCTAVES - 1);
    }

    private static long upperEdge(int bucket) {
        int octave = bucket / PER_OCTAVE + LOWEST_BIT;
        long width = 1L << (octave - HALVES_BITS);
        return (1L << octave) + width * (bucket % PER_OCTAVE + 1) - 1;
    }
}
