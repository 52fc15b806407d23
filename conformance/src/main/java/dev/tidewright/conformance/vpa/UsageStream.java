package dev.tidewright.conformance.vpa;

import dev.tidewright.cluster.documents.Fields;

/// A long row of usage samples that a case gives by a formula over whole numbers: millicores or bytes.
final class UsageStream {
    private final Formula formula;
    private long state;
    private long index;

    /// What a sample is.
    private interface Formula {
        /// @param i     the sample's number, from 0
        /// @param draw  below 2^31
        /// @param again the same row, for a second draw
        long value(long i, long draw, UsageStream again);
    }

    private UsageStream(Formula formula, long seed) {
        this.formula = formula;
        this.state = seed;
    }

    static UsageStream of(Fields spec) {
        return new UsageStream(formula(spec), number(spec, "seed"));
    }

    long next() {
        return formula.value(index++, draw(), this);
    }

    private long draw() {
        state = state * 6364136223846793005L + 1442695040888963407L;
        return state >>> 33;
    }

    private static Formula formula(Fields spec) {
        return switch (spec.requiredText("kind")) {
            case "const" -> constant(number(spec, "value"));
            case "uniform" -> uniform(number(spec, "lo"), number(spec, "hi"));
            case "spiky" -> spiky(spec);
            case "diurnal" -> diurnal(spec);
            case "growth" -> growth(spec);
            case "step" -> step(spec);
            default -> throw spec.complaint("kind", "expected const, uniform, spiky, diurnal, growth or step");
        };
    }

    private static Formula constant(long value) {
        return (i, draw, again) -> value;
    }

    private static Formula uniform(long low, long high) {
        return (i, draw, again) -> low + draw % (high - low + 1);
    }

    private static Formula spiky(Fields spec) {
        long spike = number(spec, "spike");
        long base = number(spec, "base");
        long oneIn = number(spec, "oneIn");
        long jitter = number(spec, "jitter");
        return (i, draw, again) -> (draw % oneIn == 0 ? spike : base) + again.draw() % (jitter + 1);
    }

    private static Formula diurnal(Fields spec) {
        long base = number(spec, "base");
        long height = number(spec, "amp");
        long period = number(spec, "period");
        long noise = number(spec, "noise");
        return (i, draw, again) -> {
            long place = i % period;
            long slope = place > period / 2 ? period - place : place;
            return base + height * slope / (period / 2) + draw % (noise + 1);
        };
    }

    private static Formula growth(Fields spec) {
        long base = number(spec, "base");
        long numerator = number(spec, "num");
        long denominator = number(spec, "den");
        long noise = number(spec, "noise");
        long reset = number(spec, "resetEvery");
        return (i, draw, again) -> base + numerator * (reset > 0 ? i % reset : i) / denominator + draw % (noise + 1);
    }

    private static Formula step(Fields spec) {
        long before = number(spec, "before");
        long after = number(spec, "after");
        long at = number(spec, "at");
        long noise = number(spec, "noise");
        return (i, draw, again) -> (i < at ? before : after) + draw % (noise + 1);
    }

    private static long number(Fields spec, String name) {
        return spec.wholeNumber(name).orElse(0L);
    }
}
