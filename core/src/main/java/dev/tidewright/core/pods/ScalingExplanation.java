package dev.tidewright.core.pods;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.pods.PodScalingDecision.Stage;
import java.time.Instant;
import java.util.Optional;

/// Derives why a sync decided as it did from what the decision kept. Only built where somebody asks, or where the
/// decision changed.
public final class ScalingExplanation {
    private ScalingExplanation() {}

    /// The reasons that bind a decision not to change the count; equal while nothing changed that a reader would
    /// notice.
    public static String binding(Settlement settlement) {
        PodScalingDecision decision = settlement.decision();
        var text = new StringBuilder(decision.stage().name());
        decision.conditions().forEach(one -> text.append(' ').append(one.reason()));
        settlement.error().ifPresent(error -> text.append(" error"));
        return text.toString();
    }

    public static Explanation of(Settlement settlement, ObjectKey target) {
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
        Optional<Instant> measured = measured(decision);
        return measured.isPresent() ? why.given("measured", measured.get()) : why;
    }

    private static String rule(Settlement settlement) {
        PodScalingDecision decision = settlement.decision();
        if (settlement.error().isPresent() && settlement.action().equals("none")) {
            return settlement.error().get();
        }
        if (decision.rescale()) {
            return decision.reason();
        }
        if (decision.stage() == Stage.DECIDED && decision.recommended().isEmpty()) {
            return "scaling is disabled";
        }
        return decision.limit().isPresent() && !decision.limit().get().reason().equals(Limit.WITHIN)
                ? decision.limit().get().message()
                : decision.stabilized().map(Limit::message).orElse("");
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
