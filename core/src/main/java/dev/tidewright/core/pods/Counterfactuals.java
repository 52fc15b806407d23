package dev.tidewright.core.pods;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.pods.ScalingRules.ScalingPolicy;
import dev.tidewright.core.pods.ScalingRules.SelectPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What would have been decided with one rule changed: decided again, from the same inputs. What the memory has already
/// let go (recommendations beyond the written window) cannot come back, so a longer window sees what is left.
final class Counterfactuals {
    private static final ScalingPolicy NO_LIMIT = ScalingPolicy.pods(1_000_000, 1);

    private final PodScalingDecision decision;
    private final HorizontalPodAutoscaler.Spec spec;
    private final List<Explanation> found = new ArrayList<>();

    private Counterfactuals(PodScalingDecision decision) {
        this.decision = decision;
        this.spec = decision.sync().hpa().spec();
    }

    /// None where the metrics were not looked at.
    static Optional<Explanation> of(PodScalingDecision decision) {
        if (decision.recommended().isEmpty()) {
            return Optional.empty();
        }
        var all = new Counterfactuals(decision);
        all.tryAll();
        Explanation whatIf = Explanation.because("what if");
        for (Explanation one : all.found) {
            whatIf = whatIf.step(one);
        }
        return all.found.isEmpty() ? Optional.empty() : Optional.of(whatIf);
    }

    private void tryAll() {
        int recommended = decision.recommended().orElse(decision.current());
        boolean up = recommended > decision.current();
        if (recommended != decision.current()) {
            policies(up);
        }
        if (decision.sync().veto().isPresent()) {
            consider("without the wrong-way veto", decision.sync().withoutVeto());
        }
        windows(recommended >= decision.current());
        bounds();
        metrics();
        boolean tolerated = recommended == decision.current();
        if (tolerated) {
            consider(
                    "without any tolerance",
                    decision.sync().with(decision.sync().settings().withTolerance(0)));
        }
    }

    private void policies(boolean up) {
        if (spec.behavior().isEmpty()) {
            return;
        }
        ScalingRules rules = rules(up);
        if (rules.selectPolicy() == SelectPolicy.DISABLED) {
            with("with selectPolicy Max", up, one -> one.with(SelectPolicy.MAX));
            return;
        }
        for (ScalingPolicy policy : rules.policies()) {
            with("without the " + policy + " policy", up, one -> one.with(without(one.policies(), policy)));
        }
        if (rules.policies().size() > 1) {
            boolean most = rules.selectPolicy() == SelectPolicy.MAX;
            with(
                    "with selectPolicy " + (most ? "Min" : "Max"),
                    up,
                    one -> one.with(most ? SelectPolicy.MIN : SelectPolicy.MAX));
        }
    }

    private ScalingRules rules(boolean up) {
        ScalingBehavior behavior = spec.behavior().orElse(ScalingBehavior.DEFAULT);
        return up ? behavior.scaleUp() : behavior.scaleDown();
    }

    private static List<ScalingPolicy> without(List<ScalingPolicy> policies, ScalingPolicy policy) {
        List<ScalingPolicy> left = new ArrayList<>(policies);
        left.remove(policy);
        return left.isEmpty() ? List.of(NO_LIMIT) : left;
    }

    private void windows(boolean up) {
        Duration flag = decision.sync().settings().downscaleStabilization();
        if (spec.behavior().isEmpty()) {
            PodScalingSettings settings = decision.sync().settings();
            consider(
                    "without the " + flag.toSeconds() + " s window",
                    decision.sync().with(settings.withDownscaleStabilization(Duration.ZERO)));
            return;
        }
        Duration window = Stabilization.window(rules(up), up ? Duration.ZERO : flag);
        if (!window.isZero()) {
            with("without the " + window.toSeconds() + " s window", up, one -> one.with(Duration.ZERO));
        }
        Duration longer = window.isZero() ? Duration.ofMinutes(1) : window.multipliedBy(2);
        with("with a " + longer.toSeconds() + " s window", up, one -> one.with(longer));
    }

    private void with(String words, boolean up, UnaryOperator<ScalingRules> change) {
        ScalingBehavior behavior = spec.behavior().orElse(ScalingBehavior.DEFAULT);
        ScalingBehavior changed = up
                ? new ScalingBehavior(change.apply(behavior.scaleUp()), behavior.scaleDown())
                : new ScalingBehavior(behavior.scaleUp(), change.apply(behavior.scaleDown()));
        consider(words, spec.with(changed));
    }

    private void bounds() {
        int desired = decision.desired();
        if (desired >= spec.maxReplicas()) {
            int twice = Math.max(2 * spec.maxReplicas(), spec.maxReplicas());
            consider("with maxReplicas " + twice, spec.withBounds(spec.minReplicas(), twice));
        }
        if (desired <= spec.floor() && spec.floor() > 1) {
            consider("with minReplicas 1", spec.withBounds(Optional.of(1), spec.maxReplicas()));
        }
    }

    private void metrics() {
        if (spec.metrics().size() < 2) {
            return;
        }
        for (int i = 0; i < spec.metrics().size(); i++) {
            if (decision.metrics().get(i).proposal() instanceof Proposal.Wanted) {
                HorizontalPodAutoscaler alone = decision.sync()
                        .hpa()
                        .with(spec.with(List.of(spec.metrics().get(i))));
                consider(
                        "by the " + spec.metrics().get(i).proposalName() + " alone",
                        decision.sync()
                                .with(alone, List.of(decision.sync().answers().get(i))));
            }
        }
    }

    private void consider(String words, HorizontalPodAutoscaler.Spec changed) {
        consider(words, decision.sync().with(decision.sync().hpa().with(changed)));
    }

    private void consider(String words, Sync sync) {
        int desired = PodScaling.decide(sync).desired();
        found.add(Explanation.because(words).given("to", desired));
    }
}
