package dev.tidewright.control.requests;

import dev.tidewright.core.requests.admission.AdmissionSettings;
import dev.tidewright.core.requests.peace.PeaceSettings;
import dev.tidewright.core.requests.recommend.RecommendationSettings;
import dev.tidewright.core.requests.recommend.RecommendationSettings.OfResource;
import dev.tidewright.core.requests.recommend.RecommendationSettings.Rounding;
import dev.tidewright.core.requests.update.UpdateSettings;
import dev.tidewright.core.requests.usage.AggregationSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The flags of recommender, updater and admission controller, by upstream's names and with its defaults (1.8).
///
/// @param recommenderInterval `--recommender-interval`, above 0
/// @param updaterInterval     `--updater-interval`, above 0
/// @param peace               `--horizontal-peace`, which upstream does not have: `restate` or `hold` the targets of
///                            horizontal autoscalers on the same pods; empty for `off`, as upstream does
/// @param guardsLeaks         `--leak-guard`, which upstream does not have: report leaks, and do not feed them
public record RequestScalingFlags(
        Duration recommenderInterval,
        Duration updaterInterval,
        AggregationSettings usage,
        RecommendationSettings recommendation,
        UpdateSettings updates,
        AdmissionSettings admission,
        Optional<PeaceSettings> peace,
        boolean guardsLeaks) {
    public static final RequestScalingFlags DEFAULT = parse(Map.of());

    public RequestScalingFlags {
        if (!recommenderInterval.isPositive() || !updaterInterval.isPositive()) {
            throw new IllegalArgumentException(
                    "intervals must be above zero: " + recommenderInterval + " and " + updaterInterval);
        }
    }

    /// Reads flags by upstream's names; what is absent keeps its default.
    ///
    /// @throws IllegalArgumentException naming the flag that is unknown or has no sensible value
    public static RequestScalingFlags parse(Map<String, String> given) {
        var flags = new FlagTexts(given);
        var parsed = new RequestScalingFlags(
                flags.duration("recommender-interval", Duration.ofMinutes(1)),
                flags.duration("updater-interval", Duration.ofMinutes(1)),
                usage(flags),
                recommendation(flags),
                updates(flags),
                new AdmissionSettings(flags.gate("CPUStartupBoost"), flags.quantity("max-allowed-cpu-boost")),
                flags.peace(),
                flags.isSet("leak-guard"));
        flags.refuseUnknown();
        return parsed;
    }

    private static AggregationSettings usage(FlagTexts flags) {
        AggregationSettings usual = AggregationSettings.DEFAULT;
        return new AggregationSettings(
                flags.duration("memory-aggregation-interval", usual.memoryInterval()),
                flags.count("memory-aggregation-interval-count", usual.memoryIntervals()),
                flags.duration("cpu-histogram-decay-half-life", usual.cpuHalfLife()),
                flags.duration("memory-histogram-decay-half-life", usual.memoryHalfLife()),
                flags.number("oom-bump-up-ratio", usual.oomBumpUpRatio()),
                flags.number("oom-min-bump-up-bytes", usual.oomMinBumpUpBytes()),
                flags.gate("PerVPAConfig"),
                flags.gate("NativeSidecar"));
    }

    private static RecommendationSettings recommendation(FlagTexts flags) {
        RecommendationSettings usual = RecommendationSettings.DEFAULT;
        return new RecommendationSettings(
                ofResource(flags, "cpu", usual.cpu()),
                ofResource(flags, "memory", usual.memory()),
                flags.number("recommendation-margin-fraction", usual.margin()),
                flags.number("pod-recommendation-min-cpu-millicores", usual.podMinCpuMilli()),
                flags.number("pod-recommendation-min-memory-mb", usual.podMinMemoryMebi()),
                new Rounding(
                        flags.count("round-cpu-millicores", usual.rounding().cpuMilli()),
                        flags.count("round-memory-bytes", usual.rounding().memoryBytes()),
                        flags.isSet("humanize-memory"),
                        flags.isSet("cpu-integer-post-processor-enabled")),
                flags.resources("container-recommendation-max-allowed-"));
    }

    private static OfResource ofResource(FlagTexts flags, String resource, OfResource usual) {
        String percentile = "-" + resource + "-percentile";
        return new OfResource(
                flags.number("target" + percentile, usual.target()),
                flags.number("recommendation-lower-bound" + percentile, usual.lower()),
                flags.number("recommendation-upper-bound" + percentile, usual.upper()),
                flags.duration("confidence-interval-" + resource, usual.confidenceInterval()));
    }

    private static UpdateSettings updates(FlagTexts flags) {
        UpdateSettings usual = UpdateSettings.DEFAULT;
        return new UpdateSettings(
                flags.number("pod-update-threshold", usual.minChange()),
                flags.duration("in-recommendation-bounds-eviction-lifetime-threshold", usual.lifetime()),
                flags.duration("evict-after-oom-threshold", usual.evictAfterOom()),
                flags.count("min-replicas", usual.minReplicas()),
                flags.number("eviction-tolerance", usual.tolerance()),
                flags.isSet("in-place-skip-disruption-budget"),
                new UpdateSettings.Gates(
                        flags.gate("InPlace"), flags.gate("CPUStartupBoost"), flags.gate("PerVPAConfig")));
    }
}
