package dev.tidewright.conformance.vpa;

import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.core.requests.usage.Histogram;
import dev.tidewright.core.requests.usage.HistogramCheckpoint;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Compares a histogram, or its checkpoint, with what a case expects to see.
final class HistogramCheck {
    private static final double OF_PERCENTILES = 1e-12;
    private static final double OF_WEIGHTS = 1e-9;

    private final Checks checks;
    private final String path;

    HistogramCheck(Checks checks, String path) {
        this.checks = checks;
        this.path = path;
    }

    void histogram(Fields expected, Histogram actual, Optional<Instant> now) {
        checks.same(path, expected, "isEmpty", actual.isEmpty());
        checks.same(path, expected, "minBucket", actual.firstBucket());
        checks.same(path, expected, "maxBucket", actual.lastBucket());
        expected.number("totalWeight")
                .ifPresent(total -> checks.close(path + "totalWeight", total, actual.total(), OF_WEIGHTS));
        checks.numbers(path, expected, "weights", actual.weights(), OF_WEIGHTS);
        checks.numbers(path, expected, "weightFractions", fractions(actual), OF_WEIGHTS);
        now.ifPresent(instant -> expected.number("totalWeightAtInstant")
                .ifPresent(total ->
                        checks.close(path + "totalWeightAtInstant", total, totalAt(actual, instant), OF_WEIGHTS)));
        reference(expected, actual.reference());
        percentiles(expected, actual);
    }

    private static Map<Integer, Double> fractions(Histogram histogram) {
        Map<Integer, Double> fractions = new TreeMap<>();
        histogram.weights().forEach((bucket, weight) -> fractions.put(bucket, weight / histogram.total()));
        return fractions;
    }

    private static double totalAt(Histogram histogram, Instant now) {
        return histogram
                .reference()
                .map(reference -> histogram.total() * factor(histogram, reference, now))
                .orElse(histogram.total());
    }

    private static double factor(Histogram histogram, Instant from, Instant to) {
        double halfLives = (double) (from.toEpochMilli() - to.toEpochMilli())
                / histogram.shape().halfLifeMillis();
        return StrictMath.pow(2, halfLives);
    }

    private void reference(Fields expected, Optional<Instant> actual) {
        if (Checks.isNull(expected, "referenceTimestamp")) {
            checks.same(path + "referenceTimestamp", Optional.empty(), actual);
        }
        expected.wholeNumber("referenceTimestamp")
                .ifPresent(seconds ->
                        checks.same(path + "referenceTimestamp", Optional.of(Instant.ofEpochSecond(seconds)), actual));
    }

    private void percentiles(Fields expected, Histogram actual) {
        boolean tie = expected.number("margin").filter(margin -> margin < 1e-9).isPresent();
        Fields percentiles = expected.mapping("percentiles").orElseThrow();
        for (String name : percentiles.names()) {
            boolean fragile = name.equals("1") ? expected.bool("p1Fragile").orElse(false) : tie;
            if (!fragile) {
                checks.close(
                        path + "percentiles." + name,
                        percentiles.number(name).orElseThrow(),
                        actual.percentile(Double.parseDouble(name)),
                        OF_PERCENTILES);
            }
        }
    }

    /// Weights to within 1, and the total after both are brought to one reference.
    void checkpoint(Fields expected, HistogramCheckpoint actual, long halfLifeMillis) {
        Fields weights = expected.mapping("bucketWeights").orElseThrow();
        var keys = new java.util.TreeSet<>(actual.weights().keySet());
        weights.names().forEach(name -> keys.add(Integer.valueOf(name)));
        for (int key : keys) {
            long want = weights.wholeNumber(Integer.toString(key)).orElse(0L);
            long got = actual.weights().getOrDefault(key, 0L);
            if (Math.abs(want - got) > 1) {
                checks.differ(path + "bucketWeights." + key, want, got);
            }
        }
        double total = expected.number("totalWeight").orElse(0.0);
        Optional<Instant> reference = expected.wholeNumber("referenceTimestamp").map(Instant::ofEpochSecond);
        double ours = actual.total();
        if (reference.isPresent() && actual.reference().isPresent()) {
            double apart =
                    actual.reference().get().toEpochMilli() - reference.get().toEpochMilli();
            ours *= StrictMath.pow(2, apart / halfLifeMillis);
        }
        checks.close(path + "totalWeight", total, ours, OF_WEIGHTS);
    }

    /// A checkpoint as a case gives it.
    static HistogramCheckpoint read(Fields checkpoint) {
        Map<Integer, Long> weights = new TreeMap<>();
        checkpoint
                .mapping("bucketWeights")
                .ifPresent(fields -> fields.names()
                        .forEach(name -> weights.put(
                                Integer.valueOf(name), fields.wholeNumber(name).orElseThrow())));
        return new HistogramCheckpoint(
                checkpoint.wholeNumber("referenceTimestamp").map(Instant::ofEpochSecond),
                new TreeMap<>(weights),
                checkpoint.number("totalWeight").orElse(0.0));
    }
}
