package dev.tidewright.core.requests.recommend;

/// An amount as usage alone would have it, step by step. Amounts are millicores or bytes, 0 to [#MOST], and every step
/// drops what is less than one.
///
/// Source: `pkg/recommender/logic/estimator.go` of the Vertical Pod Autoscaler.
///
/// @param percentile     of usage, as a fraction
/// @param measured       usage at this percentile
/// @param withMargin     and the safety margin
/// @param confidence     how much history there is, in confidence intervals
/// @param withConfidence and wider where there is little history; the target is not widened
/// @param minimum        a container's share of the pod's minimum
public record Estimate(
        double percentile, long measured, long withMargin, double confidence, long withConfidence, long minimum) {
    /// The most that is ever recommended.
    public static final long MOST = 100_000_000_000_000L;

    private static final double UPPER_WIDENING = 1;
    private static final double LOWER_WIDENING = 0.001;

    static Estimate of(Bound bound, double percentile, long measured, double margin, double confidence, long minimum) {
        long withMargin = measured + bounded(measured * margin);
        return new Estimate(
                percentile, measured, withMargin, confidence, widened(bound, withMargin, confidence), minimum);
    }

    private static long widened(Bound bound, long amount, double confidence) {
        return switch (bound) {
            case TARGET -> amount;
            case UPPER -> bounded(amount * (1 + UPPER_WIDENING / confidence));
            case LOWER -> {
                double factor = 1 + LOWER_WIDENING / confidence;
                yield bounded(amount * (1 / (factor * factor)));
            }
        };
    }

    /// What is not a number, of nothing times no confidence, is 0.
    static long bounded(double amount) {
        return amount > MOST ? MOST : Math.max(0, (long) amount);
    }

    /// What all steps come to.
    public long amount() {
        return Math.max(withConfidence, minimum);
    }
}
