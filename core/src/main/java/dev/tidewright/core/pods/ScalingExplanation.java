package dev.tidewright.core.pods;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.pods.PodScalingDecision.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Derives why a sync decided as it did from what the decision kept. Only built where somebody asks, or where
/// the decision changed.
public final class ScalingExplanation {
    private ScalingExplanation() {}

    /// What binds a decision; equal while nothing changed that a reader would notice.
    public record Binding(Stage stage, boolean failed, String able, String active, String limited) {
        public static final Binding NONE = new Binding(Stage.DECIDED, false, "", "", "");
    }

    public static Binding binding(Settlement settlement) {
        List<Condition> conditions = settlement.status().conditions();
        return new Binding(
                settlement.decision().stage(),
                settlement.error().isPresent(),
                reason(conditions, Conditions.ABLE),
                reason(conditions, Conditions.ACTIVE),
                reason(conditions, Conditions.LIMITED));
    }

    private static String reason(List<Condition> conditions, String type) {
        for (int i = 0; i < conditions.size(); i++) {
            if (conditions.get(i).type().equals(type)) {
                return conditions.get(i).reason();
            }
        }
        return "";
    }

    /// The whole derivation: each metric, the windows, the policies and bounds, and, where the count changes,
    /// what would have been decided under other rules.
    public static Explanation of(Settlement settlement, ObjectKey target) {
        PodScalingDecision decision = settlement.decision();
        Explanation why = summary(settlement, target);
        if (decision.sync().scale() instanceof ScaleAnswer.Found) {
            why = metrics(why, decision);
        }
        if (decision.recommended().isEmpty()
                || decision.stabilized().isEmpty()
                || decision.limit().isEmpty()) {
            return why;
        }
        var limits = new LimitExplanation(decision);
        int stabilized = decision.stabilized().get().replicas();
        why = why.step(limits.stabilization(decision.recommended().get(), stabilized))
                .step(limits.limits(stabilized, decision.limit().get()));
        boolean bound = decision.rescale() || decision.recommended().get() != decision.desired();
        Optional<Explanation> whatIf = bound ? Counterfactuals.of(decision) : Optional.empty();
        return whatIf.isPresent() ? why.step(whatIf.get()) : why;
    }

    private static Explanation metrics(Explanation summary, PodScalingDecision decision) {
        Explanation why = summary;
        var words = new MetricExplanation(decision.sync().scene(), decision.current());
        List<MetricSpec> specs = decision.sync().hpa().spec().metrics();
        for (int i = 0; i < decision.metrics().size(); i++) {
            why = why.step(words.of(
                    specs.get(i),
                    decision.sync().answers().get(i),
                    decision.metrics().get(i).proposal()));
        }
        return why;
    }

    private static Explanation summary(Settlement settlement, ObjectKey target) {
        PodScalingDecision decision = settlement.decision();
        Explanation why = Explanation.because(rule(settlement))
                .given("target", target)
                .given("from", decision.current())
                .given("to", decision.desired());
        if (decision.recommended().isPresent()) {
            why = why.given("wanted", decision.recommended().get());
        }
        if (decision.limit().isPresent() && !decision.limit().get().reason().equals(Limit.WITHIN)) {
            why = why.given("limit", decision.limit().get().reason());
        }
        Optional<String> winner = winner(decision);
        why = winner.isPresent() ? why.given("winner", winner.get()) : why;
        Optional<Instant> measured = measured(decision);
        return measured.isPresent() ? why.given("measured", measured.get()) : why;
    }

    private static String rule(Settlement settlement) {
        PodScalingDecision decision = settlement.decision();
        if (settlement.error().isPresent() && settlement.action().equals("none")) {
            return settlement.error().get();
        }
        if (decision.rescale() && !decision.reason().isEmpty()) {
            return decision.reason();
        }
        if (decision.stage() == Stage.DECIDED && decision.recommended().isEmpty()) {
            return "scaling is disabled";
        }
        return decision.limit().isPresent() && !decision.limit().get().reason().equals(Limit.WITHIN)
                ? decision.limit().get().message()
                : decision.stabilized().map(Limit::message).orElse("");
    }

    /// The metric that asked for what was recommended; of several, the first.
    private static Optional<String> winner(PodScalingDecision decision) {
        for (int i = 0; i < decision.metrics().size(); i++) {
            if (decision.metrics().get(i).proposal() instanceof Proposal.Wanted wanted
                    && decision.recommended().equals(Optional.of(wanted.replicas()))) {
                return Optional.of(decision.sync().hpa().spec().metrics().get(i).proposalName());
            }
        }
        return Optional.empty();
    }

    /// The end of the window of the newest sample that was used.
    private static Optional<Instant> measured(PodScalingDecision decision) {
        Instant newest = Instant.MIN;
        for (MetricComputation.Outcome outcome : decision.metrics()) {
            if (outcome.proposal() instanceof Proposal.Wanted wanted
                    && wanted.time().isPresent()
                    && wanted.time().get().isAfter(newest)) {
                newest = wanted.time().get();
            }
        }
        return newest.equals(Instant.MIN) ? Optional.empty() : Optional.of(newest);
    }
}
