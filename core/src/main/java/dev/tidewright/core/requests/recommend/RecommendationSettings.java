package dev.tidewright.core.requests.recommend;

import dev.tidewright.core.objects.Resources;
import java.time.Duration;

/// How recommendations are made of usage: flags of the recommender, with its defaults.
///
/// Source: `pkg/recommender/logic/recommender.go` and `main.go` of the Vertical Pod Autoscaler.
///
/// @param margin           `--recommendation-margin-fraction`: added to what was measured
/// @param podMinCpuMilli   `--pod-recommendation-min-cpu-millicores`, shared by a pod's containers
/// @param podMinMemoryMebi `--pod-recommendation-min-memory-mb`, shared by a pod's containers
/// @param maxAllowed       `--container-recommendation-max-allowed-cpu` and `-memory`, where a policy sets none
public record RecommendationSettings(
        OfResource cpu,
        OfResource memory,
        double margin,
        double podMinCpuMilli,
        double podMinMemoryMebi,
        Rounding rounding,
        Resources maxAllowed) {
    /// What is set for cpu and for memory alike.
    ///
    /// @param target             `--target-…-percentile`, as a fraction
    /// @param lower              `--recommendation-lower-bound-…-percentile`
    /// @param upper              `--recommendation-upper-bound-…-percentile`
    /// @param confidenceInterval `--confidence-interval-…`: history of this length makes the bounds half as wide
    public record OfResource(double target, double lower, double upper, Duration confidenceInterval) {
        static final OfResource DEFAULT = new OfResource(0.9, 0.5, 0.95, Duration.ofHours(24));

        double percentile(Bound bound) {
            return switch (bound) {
                case TARGET -> target;
                case LOWER -> lower;
                case UPPER -> upper;
            };
        }
    }

    /// How amounts are made round.
    ///
    /// @param cpuMilli       `--round-cpu-millicores`: up to a multiple of this
    /// @param memoryBytes    `--round-memory-bytes`
    /// @param humanizeMemory `--humanize-memory`: two decimals of the largest binary unit
    /// @param integerCpu     `--cpu-integer-post-processor-enabled`: whole cores where an annotation asks for it
    public record Rounding(int cpuMilli, int memoryBytes, boolean humanizeMemory, boolean integerCpu) {
        static final Rounding DEFAULT = new Rounding(1, 1, false, false);
    }

    public static final RecommendationSettings DEFAULT = new RecommendationSettings(
            OfResource.DEFAULT, OfResource.DEFAULT, 0.15, 25, 250, Rounding.DEFAULT, Resources.NONE);

    OfResource of(String resource) {
        return resource.equals(Resources.CPU) ? cpu : memory;
    }
}
