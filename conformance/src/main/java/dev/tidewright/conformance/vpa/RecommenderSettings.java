package dev.tidewright.conformance.vpa;

import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.requests.recommend.RecommendationSettings;
import dev.tidewright.core.requests.recommend.RecommendationSettings.OfResource;
import dev.tidewright.core.requests.recommend.RecommendationSettings.Rounding;
import dev.tidewright.core.requests.usage.AggregationSettings;
import dev.tidewright.core.units.Quantity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads the flags of a case; what it leaves out is as the recommender has it.
final class RecommenderSettings {
    private final Fields flags;
    private final List<String> gates;

    RecommenderSettings(Fields body) {
        this.flags = body.mapping("flags").orElseThrow();
        this.gates = body.textList("featureGates");
    }

    AggregationSettings aggregation() {
        AggregationSettings absent = AggregationSettings.DEFAULT;
        return new AggregationSettings(
                seconds("memory-aggregation-interval", absent.memoryInterval()),
                flags.count("memory-aggregation-interval-count").orElse(absent.memoryIntervals()),
                seconds("cpu-histogram-decay-half-life", absent.cpuHalfLife()),
                seconds("memory-histogram-decay-half-life", absent.memoryHalfLife()),
                flags.number("oom-bump-up-ratio").orElse(absent.oomBumpUpRatio()),
                flags.number("oom-min-bump-up-bytes").orElse(absent.oomMinBumpUpBytes()),
                gates.contains("PerVPAConfig"),
                gates.contains("NativeSidecar"));
    }

    RecommendationSettings recommendation() {
        RecommendationSettings absent = RecommendationSettings.DEFAULT;
        return new RecommendationSettings(
                ofResource("cpu", absent.cpu()),
                ofResource("memory", absent.memory()),
                flags.number("recommendation-margin-fraction").orElse(absent.margin()),
                flags.number("pod-recommendation-min-cpu-millicores").orElse(absent.podMinCpuMilli()),
                flags.number("pod-recommendation-min-memory-mb").orElse(absent.podMinMemoryMebi()),
                new Rounding(
                        flags.count("round-cpu-millicores").orElse(1),
                        flags.count("round-memory-bytes").orElse(1),
                        flags.bool("humanize-memory").orElse(false),
                        flags.bool("cpu-integer-post-processor-enabled").orElse(false)),
                maxAllowed());
    }

    private OfResource ofResource(String resource, OfResource absent) {
        String lower = "recommendation-lower-bound-" + resource + "-percentile";
        String upper = "recommendation-upper-bound-" + resource + "-percentile";
        return new OfResource(
                flags.number("target-" + resource + "-percentile").orElse(absent.target()),
                flags.number(lower).orElse(absent.lower()),
                flags.number(upper).orElse(absent.upper()),
                seconds("confidence-interval-" + resource, absent.confidenceInterval()));
    }

    private Resources maxAllowed() {
        SortedMap<String, Quantity> amounts = new TreeMap<>();
        for (String resource : List.of(Resources.CPU, Resources.MEMORY)) {
            Optional<Quantity> max = flags.quantity("container-recommendation-max-allowed-" + resource);
            max.ifPresent(amount -> amounts.put(resource, amount));
        }
        return new Resources(Sorted.copyOf(amounts));
    }

    private Duration seconds(String flag, Duration absent) {
        return flags.wholeNumber(flag).map(Duration::ofSeconds).orElse(absent);
    }
}
