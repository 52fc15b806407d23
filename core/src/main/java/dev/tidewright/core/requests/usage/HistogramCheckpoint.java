package dev.tidewright.core.requests.usage;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A histogram as it is stored: relative weights, and their true sum.
///
/// @param reference when a sample weighs what it was given; empty where none was ever added
/// @param weights   by bucket, the heaviest 10000, zeros left out
/// @param total     the weight of all buckets
public record HistogramCheckpoint(Optional<Instant> reference, SortedMap<Integer, Long> weights, double total) {
    /// The weight of the heaviest bucket.
    public static final int HEAVIEST = 10_000;

    public static final HistogramCheckpoint EMPTY =
            new HistogramCheckpoint(Optional.empty(), Collections.emptySortedMap(), 0);

    public HistogramCheckpoint {
        weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
    }

    /// Why this cannot be loaded into buckets of a layout; empty where it can.
    public Optional<String> flaw(BucketLayout layout) {
        if (!Double.isFinite(total) || total < 0) {
            return Optional.of("total weight " + total + ", expected a finite number of 0 or more");
        }
        if (!weights.isEmpty() && (weights.firstKey() < 0 || weights.lastKey() >= layout.buckets())) {
            int bucket = weights.firstKey() < 0 ? weights.firstKey() : weights.lastKey();
            return Optional.of("bucket " + bucket + ", expected 0 to " + (layout.buckets() - 1));
        }
        for (var entry : weights.entrySet()) {
            if (entry.getValue() < 0 || entry.getValue() > 0xffff_ffffL) {
                return Optional.of(
                        "weight " + entry.getValue() + " of bucket " + entry.getKey() + ", expected 0 to 4294967295");
            }
        }
        return Optional.empty();
    }
}
