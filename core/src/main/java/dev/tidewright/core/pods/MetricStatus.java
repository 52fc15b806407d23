package dev.tidewright.core.pods;

import dev.tidewright.core.objects.Resources;
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
                source, Optional.of(percent), Optional.of(usage(source, averageMilli)), Optional.empty());
    }

    static MetricStatus average(MetricSource source, long milli) {
        return new MetricStatus(source, Optional.empty(), Optional.of(usage(source, milli)), Optional.empty());
    }

    static MetricStatus whole(MetricSource source, long milli) {
        return new MetricStatus(source, Optional.empty(), Optional.empty(), Optional.of(Quantity.ofMilli(milli)));
    }

    /// Memory prints in binary units, all else in decimal ones.
    private static Quantity usage(MetricSource source, long milli) {
        return switch (source) {
            case MetricSource.Resource resource -> usage(resource.name(), milli);
            case MetricSource.ContainerResource resource -> usage(resource.name(), milli);
            case MetricSource.Pods pods -> Quantity.ofMilli(milli);
            case MetricSource.ObjectMetric object -> Quantity.ofMilli(milli);
            case MetricSource.External external -> Quantity.ofMilli(milli);
            case MetricSource.Unknown unknown -> Quantity.ofMilli(milli);
        };
    }

    /// What was found, as the status shows it.
    static String of(MetricSpec spec, Proposal.Wanted wanted) {
        return usage(spec.source(), wanted.usageMilli()).toString();
    }

    /// How the status shows an amount of a resource.
    public static Quantity usage(String resource, long milli) {
        return resource.equals(Resources.MEMORY) ? Quantity.ofMilliBytes(milli) : Quantity.ofMilli(milli);
    }
}
