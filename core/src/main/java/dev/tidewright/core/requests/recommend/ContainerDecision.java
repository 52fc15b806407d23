package dev.tidewright.core.requests.recommend;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.requests.ContainerRecommendation;
import dev.tidewright.core.units.Quantity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// What is recommended for one container, and how it came about.
///
/// @param samples     CPU samples that it rests on
/// @param span        from the first of them to the last
/// @param derivations of each bound of each resource that the policy controls
public record ContainerDecision(String container, long samples, Duration span, List<Derivation> derivations) {
    public ContainerDecision {
        derivations = List.copyOf(derivations);
    }

    /// As it stands in the status of the autoscaler.
    public ContainerRecommendation recommendation() {
        return new ContainerRecommendation(
                container,
                amounts(Bound.TARGET, Derivation::amount),
                amounts(Bound.LOWER, Derivation::amount),
                amounts(Bound.UPPER, Derivation::amount),
                amounts(Bound.TARGET, Derivation::rounded));
    }

    private Resources amounts(Bound bound, Function<Derivation, Quantity> amount) {
        Map<String, Quantity> amounts = new TreeMap<>();
        for (Derivation derivation : derivations) {
            if (derivation.bound() == bound) {
                amounts.put(derivation.resource(), amount.apply(derivation));
            }
        }
        return new Resources(Sorted.copyOf(amounts));
    }

    public Explanation explanation() {
        Explanation why = Explanation.because("container " + container)
                .given("cpu samples", samples)
                .given("over", span);
        for (Derivation derivation : derivations) {
            why = why.step(derivation.explanation());
        }
        return why;
    }
}
