package dev.tidewright.core.pods;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.pods.ScalingMemory.Recommendation;
import dev.tidewright.core.pods.ScalingRules.ScalingPolicy;
import dev.tidewright.core.pods.ScalingRules.SelectPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What the windows, the policies and the bounds made of a recommendation, for a reader.
final class LimitExplanation {
    private static final int RECOMMENDATIONS_SHOWN = 24;

    private final PodScalingDecision decision;
    private final HorizontalPodAutoscaler.Spec spec;

    LimitExplanation(PodScalingDecision decision) {
        this.decision = decision;
        this.spec = decision.sync().hpa().spec();
    }

    /// @param recommended by the metrics
    /// @param stabilized  what the windows left of it
    Explanation stabilization(int recommended, int stabilized) {
        Duration flag = decision.sync().settings().downscaleStabilization();
        Duration up = spec.behavior()
                .map(behavior -> Stabilization.window(behavior.scaleUp(), Duration.ZERO))
                .orElse(Duration.ZERO);
        Duration down = spec.behavior()
                .map(behavior -> Stabilization.window(behavior.scaleDown(), flag))
                .orElse(flag);
        String rule = stabilized == recommended
                ? "the stabilization windows leave it at " + stabilized
                : stabilized > recommended
                        ? "the scale-down window holds it at " + stabilized
                        : "the scale-up window holds it at " + stabilized;
        return Explanation.because(rule)
                .given("recommended", recommended)
                .given("scale-up window", up.toSeconds() + " s")
                .given("scale-down window", down.toSeconds() + " s")
                .given("recommendations in the window", recent(up.compareTo(down) > 0 ? up : down));
    }

    /// `12 at 10:01:15`, newest first.
    private String recent(Duration window) {
        List<Recommendation> within = new ArrayList<>();
        for (Recommendation one : decision.sync().memory().recommended()) {
            if (!one.time().isBefore(decision.sync().now().minus(window))) {
                within.add(one);
            }
        }
        within.sort(Comparator.comparing(Recommendation::time).reversed());
        List<String> words = new ArrayList<>();
        for (Recommendation one : within.subList(0, Math.min(within.size(), RECOMMENDATIONS_SHOWN))) {
            long ago = Duration.between(one.time(), decision.sync().now()).toSeconds();
            words.add(one.replicas() + " (" + ago + " s ago)");
        }
        return words.isEmpty() ? "none" : String.join(", ", words);
    }

    /// @param desired what the windows left
    Explanation limits(int desired, Limit limit) {
        boolean within = limit.reason().equals(Limit.WITHIN);
        Explanation why = Explanation.because(
                        within ? "within the policies and bounds" : limit.message() + ", so " + limit.replicas())
                .given("wanted", desired)
                .given("minReplicas", spec.floor())
                .given("maxReplicas", spec.maxReplicas());
        if (desired == decision.current()) {
            return why;
        }
        boolean up = desired > decision.current();
        if (spec.behavior().isEmpty()) {
            int fastest = Amd64.toInt(Math.max(
                    decision.sync().settings().scaleUpLimitFactor() * decision.current(),
                    decision.sync().settings().scaleUpLimitMinimum()));
            return up ? why.given("at most in one step", fastest) : why;
        }
        ScalingRules rules =
                up ? spec.behavior().get().scaleUp() : spec.behavior().get().scaleDown();
        Explanation chosen = why.given("selectPolicy", words(rules.selectPolicy()));
        for (ScalingPolicy policy : rules.policies()) {
            chosen = chosen.step(policy(policy, up));
        }
        return chosen;
    }

    private static String words(SelectPolicy select) {
        return switch (select) {
            case MAX -> "Max";
            case MIN -> "Min";
            case DISABLED -> "Disabled";
        };
    }

    private Explanation policy(ScalingPolicy policy, boolean up) {
        int start = RateLimits.atStart(
                decision.current(),
                policy,
                decision.sync().memory(),
                decision.sync().now());
        int allowed = up ? RateLimits.ceiling(policy, start) : RateLimits.floor(policy, start);
        return Explanation.because("policy " + policy + " allows " + (up ? "up to " : "down to ") + allowed)
                .given("at the period's start", start);
    }
}
