package dev.tidewright.core.pods;

import java.time.Instant;

/// What a metrics API said when asked for one metric of an autoscaler.
public sealed interface MetricAnswer {
    /// A value of each pod.
    ///
    /// @param time of the first item of the answer
    record OfPods(PodSamples samples, Instant time) implements MetricAnswer {}

    /// One value of one object.
    record OfObject(long milli, Instant time) implements MetricAnswer {}

    /// Values of one or more series.
    ///
    /// @param totalMilli their sum, wrapped around at 64 bits as upstream's
    /// @param time       of the first item of the answer
    record OfSeries(int series, long totalMilli, Instant time) implements MetricAnswer {}

    /// No value, and upstream's metrics client's words for why.
    record Failed(String error) implements MetricAnswer {}

    /// The API's client failed.
    ///
    /// @param words the client's
    static MetricAnswer unreachable(MetricSource source, String words) {
        return new Failed("unable to fetch metrics from " + api(source) + " metrics API: " + words);
    }

    /// The API answered with an empty list.
    static MetricAnswer empty(MetricSource source) {
        return new Failed("no metrics returned from " + api(source) + " metrics API");
    }

    private static String api(MetricSource source) {
        return switch (source) {
            case MetricSource.Resource resource -> "resource";
            case MetricSource.ContainerResource resource -> "resource";
            case MetricSource.Pods pods -> "custom";
            case MetricSource.ObjectMetric object -> "custom";
            case MetricSource.External external -> "external";
            case MetricSource.Unknown unknown -> "unknown";
        };
    }
}
