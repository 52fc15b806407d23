package dev.tidewright.core.requests.recommend;

import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.requests.recommend.RecommendationSettings.OfResource;
import dev.tidewright.core.requests.recommend.RecommendationSettings.Rounding;
import dev.tidewright.core.requests.usage.AggregationSettings;
import dev.tidewright.core.units.Quantity;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/// The recommender's flags that decide anything here, with its names and defaults.
///
/// Source: `pkg/recommender/config/config.go` of the Vertical Pod Autoscaler.
///
/// @param name               `--recommender-name`: it recommends for autoscalers that name it
/// @param interval           `--recommender-interval`: from one round to the next
/// @param checkpointsGc      `--checkpoints-gc-interval`: from one removal of orphaned checkpoints to the next
public record RecommenderFlags(
        AggregationSettings aggregation,
        RecommendationSettings recommendation,
        String name,
        Duration interval,
        Duration checkpointsGc) {
    /// The recommender that autoscalers mean which name none.
    public static final String DEFAULT_NAME = "default";

    public static final RecommenderFlags DEFAULT = parse(Sorted.empty());

    public RecommenderFlags {
        if (!interval.isPositive() || !checkpointsGc.isPositive()) {
            throw new IllegalArgumentException("intervals must be above zero: " + interval + ", " + checkpointsGc);
        }
    }

    /// Reads flags by the recommender's names; what is absent keeps its default.
    ///
    /// @throws IllegalArgumentException naming the flag that is unknown or has no sensible value
    public static RecommenderFlags parse(SortedMap<String, String> flags) {
        var values = new FlagTexts(flags);
        var read = new RecommenderFlags(
                aggregation(values),
                recommendation(values),
                values.text("recommender-name", DEFAULT_NAME),
                values.duration("recommender-interval", Duration.ofMinutes(1)),
                values.duration("checkpoints-gc-interval", Duration.ofMinutes(10)));
        values.refuseUnknown();
        return read;
    }

    private static AggregationSettings aggregation(FlagTexts values) {
        AggregationSettings absent = AggregationSettings.DEFAULT;
        return new AggregationSettings(
                values.duration("memory-aggregation-interval", absent.memoryInterval()),
                values.wholeNumber("memory-aggregation-interval-count", absent.memoryIntervals()),
                values.duration("cpu-histogram-decay-half-life", absent.cpuHalfLife()),
                values.duration("memory-histogram-decay-half-life", absent.memoryHalfLife()),
                values.number("oom-bump-up-ratio", absent.oomBumpUpRatio()),
                values.number("oom-min-bump-up-bytes", absent.oomMinBumpUpBytes()),
                values.gate("PerVPAConfig"),
                values.gate("NativeSidecar"));
    }

    private static RecommendationSettings recommendation(FlagTexts values) {
        RecommendationSettings absent = RecommendationSettings.DEFAULT;
        return new RecommendationSettings(
                ofResource(values, Resources.CPU),
                ofResource(values, Resources.MEMORY),
                values.number("recommendation-margin-fraction", absent.margin()),
                values.number("pod-recommendation-min-cpu-millicores", absent.podMinCpuMilli()),
                values.number("pod-recommendation-min-memory-mb", absent.podMinMemoryMebi()),
                new Rounding(
                        values.wholeNumber("round-cpu-millicores", 1),
                        values.wholeNumber("round-memory-bytes", 1),
                        values.bool("humanize-memory", false),
                        values.bool("cpu-integer-post-processor-enabled", false)),
                maxAllowed(values));
    }

    private static OfResource ofResource(FlagTexts values, String resource) {
        OfResource absent = OfResource.DEFAULT;
        return new OfResource(
                values.fraction("target-" + resource + "-percentile", absent.target()),
                values.fraction("recommendation-lower-bound-" + resource + "-percentile", absent.lower()),
                values.fraction("recommendation-upper-bound-" + resource + "-percentile", absent.upper()),
                values.duration("confidence-interval-" + resource, absent.confidenceInterval()));
    }

    private static Resources maxAllowed(FlagTexts values) {
        SortedMap<String, Quantity> amounts = new TreeMap<>();
        values.quantity("container-recommendation-max-allowed-cpu")
                .ifPresent(amount -> amounts.put(Resources.CPU, amount));
        values.quantity("container-recommendation-max-allowed-memory")
                .ifPresent(amount -> amounts.put(Resources.MEMORY, amount));
        return new Resources(Sorted.copyOf(amounts));
    }
}
