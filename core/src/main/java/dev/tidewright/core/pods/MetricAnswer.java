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
    /// @param wrappedMilli their sum, wrapped around at 64 bits, which a target for the whole is held against
    /// @param cappedMilli  their sum as a target for each pod has it: upstream takes a sum below zero for an
    ///                     overflow and makes it the largest number
    /// @param time         of the first item of the answer
    record OfSeries(int series, long wrappedMilli, long cappedMilli, Instant time) implements MetricAnswer {}

    /// @param milli of each series
    static MetricAnswer ofSeries(long[] milli, Instant time) {
        long wrapped = 0;
        long capped = 0;
        boolean overflown = false;
        for (long value : milli) {
            wrapped += value;
            capped += overflown ? 0 : value;
            overflown |= capped < 0;
        }
        return new OfSeries(milli.length, wrapped, overflown ? Long.MAX_VALUE : capped, time);
    }

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
