package dev.tidewright.core.pods;

import dev.tidewright.core.units.Quantity;
import java.util.Optional;

/// What a metric was last found at (an entry of `status.currentMetrics`).
///
/// @param averageUtilization percent of the requests
public record MetricStatus(
        MetricSource source,
        Optional<Integer> averageUtilization,
        Optional<Quantity> averageValue,
        Optional<Quantity> value) {
    /// Stands in the list for a metric that could not be read.
    public static final MetricStatus FAILED =
            new MetricStatus(new MetricSource.Unknown(""), Optional.empty(), Optional.empty(), Optional.empty());

    static MetricStatus utilization(MetricSource source, int percent, long averageMilli) {
        return new MetricStatus(
                source, Optional.of(percent), Optional.of(Quantity.ofMilli(averageMilli)), Optional.empty());
    }

    static MetricStatus average(MetricSource source, long milli) {
        return new MetricStatus(source, Optional.empty(), Optional.of(Quantity.ofMilli(milli)), Optional.empty());
    }

    static MetricStatus whole(MetricSource source, long milli) {
        return new MetricStatus(source, Optional.empty(), Optional.empty(), Optional.of(Quantity.ofMilli(milli)));
    }
}
