package dev.tidewright.core.requests.recommend;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.units.Quantity;
import java.util.Locale;
import java.util.Optional;

/// How one recommended amount came about.
///
/// @param resource `cpu` or `memory`
/// @param rounded  the estimate made round, before policies
/// @param cap      the bound of a policy that decided the amount; empty where none did
/// @param amount   what is recommended
public record Derivation(
        String resource, Bound bound, Estimate estimate, Quantity rounded, Optional<Cap> cap, Quantity amount) {
    /// A bound that an amount was moved to.
    public record Cap(Rule rule, Quantity bound) {
        /// Which bound it was.
        public enum Rule {
            MIN_ALLOWED("minAllowed of the policy"),
            MAX_ALLOWED("maxAllowed of the policy"),
            GLOBAL_MAX("the recommender's maximum for all containers");

            private final String words;

            Rule(String words) {
                this.words = words;
            }

            @Override
            public String toString() {
                return words;
            }
        }
    }

    /// The steps in words, with the amount after each.
    public Explanation explanation() {
        Explanation why = Explanation.because(resource + " " + bound + " " + amount)
                .given(percent(estimate.percentile()) + " percentile of usage", words(estimate.measured()))
                .given("with safety margin", words(estimate.withMargin()));
        if (bound != Bound.TARGET) {
            why = why.given("confidence", String.format(Locale.ROOT, "%.3g", estimate.confidence()))
                    .given("with confidence", words(estimate.withConfidence()));
        }
        if (estimate.amount() != estimate.withConfidence()) {
            why = why.given("raised to the container's share of the pod minimum", words(estimate.minimum()));
        }
        if (rounded.compareTo(quantity(estimate.amount())) != 0) {
            why = why.given("rounded up to", rounded);
        }
        return cap.isPresent() ? why.given("moved to " + cap.get().rule(), amount) : why;
    }

    private static String percent(double fraction) {
        String text = String.format(Locale.ROOT, "%.1f", fraction * 100);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) + "th" : text + "th";
    }

    private String words(long amount) {
        return quantity(amount).toString();
    }

    private Quantity quantity(long amount) {
        return resource.equals(Resources.CPU) ? Quantity.ofMilli(amount) : Quantity.ofBytes(amount);
    }
}
