package dev.tidewright.core.requests.usage;

import java.time.Duration;

/// What histograms must have in common to be merged.
///
/// @param halfLifeMillis after which a sample weighs half; 0 where nothing fades
public record HistogramShape(BucketLayout layout, long halfLifeMillis) {
    public HistogramShape {
        if (halfLifeMillis < 0) {
            throw new IllegalArgumentException("half-life below zero: " + halfLifeMillis + " ms");
        }
    }

    public static HistogramShape fading(BucketLayout layout, Duration halfLife) {
        return new HistogramShape(layout, halfLife.toMillis());
    }

    public static HistogramShape lasting(BucketLayout layout) {
        return new HistogramShape(layout, 0);
    }
}
