package dev.tidewright.core.requests.recommend;

import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import dev.tidewright.core.requests.recommend.Derivation.Cap;
import dev.tidewright.core.requests.usage.ContainerUsage;
import dev.tidewright.core.units.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Decides what the containers of a workload should ask for. Pure: same usage, same answer, same words.
///
/// Source: `pkg/recommender/logic/recommender.go` of the Vertical Pod Autoscaler, decision for decision.
public final class RequestScaling {
    private static final List<String> RESOURCES = List.of(Resources.CPU, Resources.MEMORY);
    private static final String WHOLE_CORES_PREFIX = "vpa-post-processor.kubernetes.io/";
    private static final String WHOLE_CORES_SUFFIX = "_integerCPU";
    private static final double MEBI = 1024 * 1024;
    private static final double MILLI = 1_000;
    private static final double NANOS_OF_A_MINUTE = 60e9;

    private final RecommendationSettings settings;
    private final RoundAmounts rounding;

    private RequestScaling(RecommendationSettings settings) {
        this.settings = settings;
        this.rounding = new RoundAmounts(settings.rounding());
    }

    /// @param usage by container name
    public static RequestDecision decide(
            VerticalPodAutoscaler vpa, SortedMap<String, ContainerUsage> usage, RecommendationSettings settings) {
        return new RequestScaling(settings).decide(vpa, usage);
    }

    private RequestDecision decide(VerticalPodAutoscaler vpa, SortedMap<String, ContainerUsage> usage) {
        List<String> scaled = new ArrayList<>();
        for (String container : usage.keySet()) {
            if (!vpa.spec().policyOf(container).filter(policy -> policy.isOff()).isPresent()) {
                scaled.add(container);
            }
        }
        List<ContainerDecision> decisions = new ArrayList<>();
        for (String container : scaled) {
            ContainerUsage found = usage.get(container);
            if (found != null) {
                decisions.add(decide(vpa, container, found, scaled.size()));
            }
        }
        return new RequestDecision(decisions);
    }

    private ContainerDecision decide(VerticalPodAutoscaler vpa, String container, ContainerUsage usage, int sharers) {
        var bounds = new PolicyBounds(vpa.spec().policyOf(container), settings.maxAllowed());
        boolean wholeCores =
                "true".equals(vpa.meta().annotations().get(WHOLE_CORES_PREFIX + container + WHOLE_CORES_SUFFIX));
        List<Derivation> derivations = new ArrayList<>();
        for (String resource : RESOURCES) {
            if (bounds.controls(resource)) {
                for (Bound bound : Bound.values()) {
                    Estimate estimate = estimate(resource, bound, usage, sharers);
                    derivations.add(derivation(resource, bound, estimate, bounds, wholeCores));
                }
            }
        }
        return new ContainerDecision(container, usage.samples(), usage.span(), derivations);
    }

    private Derivation derivation(
            String resource, Bound bound, Estimate estimate, PolicyBounds bounds, boolean wholeCores) {
        Quantity rounded = rounding.round(resource, estimate.amount(), wholeCores);
        Optional<Cap> cap = bounds.cap(resource, rounded);
        return new Derivation(
                resource, bound, estimate, rounded, cap, cap.map(Cap::bound).orElse(rounded));
    }

    private Estimate estimate(String resource, Bound bound, ContainerUsage usage, int sharers) {
        double percentile = settings.of(resource).percentile(bound);
        double confidence = confidence(usage, settings.of(resource).confidenceInterval());
        long measured = resource.equals(Resources.CPU)
                ? Estimate.bounded(usage.cpu().percentile(percentile) * MILLI)
                : Estimate.bounded(usage.memory().percentile(percentile));
        return Estimate.of(bound, percentile, measured, settings.margin(), confidence, minimum(resource, sharers));
    }

    /// How much history there is: its length and its number of samples, at one a minute, in intervals; the lesser.
    private static double confidence(ContainerUsage usage, Duration interval) {
        double length = (double) usage.span().toMillis() / interval.toMillis();
        return Math.min(length, usage.samples() / (interval.toNanos() / NANOS_OF_A_MINUTE));
    }

    private long minimum(String resource, int sharers) {
        double share = 1.0 / sharers;
        long ofPod = resource.equals(Resources.CPU)
                ? Estimate.bounded(settings.podMinCpuMilli() * 0.001 * MILLI)
                : Estimate.bounded(settings.podMinMemoryMebi() * MEBI);
        return Estimate.bounded(ofPod * share);
    }
}
