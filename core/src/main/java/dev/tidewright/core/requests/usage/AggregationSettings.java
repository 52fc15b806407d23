package dev.tidewright.core.requests.usage;

import java.time.Duration;

/// How usage is gathered: flags of the recommender, with its defaults.
///
/// Source: `pkg/recommender/model/aggregations_config.go` of the Vertical Pod Autoscaler.
///
/// @param memoryInterval     `--memory-aggregation-interval`: one peak of a container counts in each
/// @param memoryIntervals    `--memory-aggregation-interval-count`: after as many, usage is forgotten
/// @param cpuHalfLife        `--cpu-histogram-decay-half-life`
/// @param memoryHalfLife     `--memory-histogram-decay-half-life`
/// @param oomBumpUpRatio     `--oom-bump-up-ratio`: memory assumed after an out-of-memory kill
/// @param oomMinBumpUpBytes  `--oom-min-bump-up-bytes`: and it grows by this much at least
/// @param perAutoscaler      feature gate `PerVPAConfig`: policies may set the above for themselves
/// @param sidecars           feature gate `NativeSidecar`: init containers that stay are measured too
public record AggregationSettings(
        Duration memoryInterval,
        int memoryIntervals,
        Duration cpuHalfLife,
        Duration memoryHalfLife,
        double oomBumpUpRatio,
        double oomMinBumpUpBytes,
        boolean perAutoscaler,
        boolean sidecars) {
    public static final AggregationSettings DEFAULT = new AggregationSettings(
            Duration.ofHours(24), 8, Duration.ofHours(24), Duration.ofHours(24), 1.2, 100 * 1024 * 1024, false, false);

    public AggregationSettings {
        positive(memoryInterval, "memory aggregation interval");
        positive(cpuHalfLife, "cpu half-life");
        positive(memoryHalfLife, "memory half-life");
        if (memoryIntervals < 1) {
            throw new IllegalArgumentException("memory aggregation intervals below 1: " + memoryIntervals);
        }
    }

    private static void positive(Duration duration, String name) {
        if (duration.toMillis() < 1) {
            throw new IllegalArgumentException(name + " not above 0: " + duration);
        }
    }

    HistogramShape cpuShape() {
        return HistogramShape.fading(BucketLayout.CPU, cpuHalfLife);
    }

    HistogramShape memoryShape() {
        return HistogramShape.fading(BucketLayout.MEMORY, memoryHalfLife);
    }
}
