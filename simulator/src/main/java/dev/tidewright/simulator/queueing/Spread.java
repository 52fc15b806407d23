package dev.tidewright.simulator.queueing;

import java.util.random.RandomGenerator;

/// Turns a mean and a spread into counts of requests by length, in a few steps of a log-normal shape.
final class Spread {
    /// Upper edges of the steps, as shares of all requests; finer towards the tail, where objectives look.
    private static final double[] UP_TO = {.1, .25, .4, .55, .7, .8, .88, .935, .97, .985, .995, .999, 1};

    /// The standard normal's quantile at the middle of each step.
    private static final double[] Z = {
        -1.6449, -0.9346, -0.4538, -0.0627, 0.3186, 0.6745, 0.9945, 1.3255, 1.6696, 2.0047, 2.3263, 2.7478, 3.2905
    };
    private static final double FINENESS = 32;
    private static final int SIGMAS = 97; // up to 3
    private static final double[][] FACTORS = factors();

    private Spread() {}

    private static double[][] factors() {
        double[][] all = new double[SIGMAS][];
        for (int i = 0; i < SIGMAS; i++) {
            all[i] = factors(i / FINENESS);
        }
        return all;
    }

    /// Multiples of the mean, one a step, scaled so that their weighted mean is 1.
    private static double[] factors(double sigma) {
        double[] factor = new double[Z.length];
        double mean = 0;
        double from = 0;
        for (int i = 0; i < Z.length; i++) {
            factor[i] = StrictMath.exp(sigma * Z[i]);
            mean += factor[i] * (UP_TO[i] - from);
            from = UP_TO[i];
        }
        for (int i = 0; i < Z.length; i++) {
            factor[i] /= mean;
        }
        return factor;
    }

    /// Hands `count` requests of this mean and variance to `sink`, a few lengths at a time; the counts add up.
    static void over(RandomGenerator random, long count, double mean, double variance, Sink sink) {
        double[] factor = FACTORS[row(mean, variance)];
        double start = random.nextDouble();
        long before = 0;
        for (int i = 0; i < factor.length; i++) {
            long upTo = i == factor.length - 1 ? count : (long) (count * UP_TO[i] + start);
            if (upTo > before) {
                sink.took(mean * factor[i], upTo - before);
                before = upTo;
            }
        }
    }

    private static int row(double mean, double variance) {
        double ratio = mean <= 0 ? 0 : variance / (mean * mean);
        if (ratio <= 0) {
            return 0;
        }
        double sigma = Math.sqrt(StrictMath.log1p(ratio));
        return (int) Math.min(SIGMAS - 1, Math.round(sigma * FINENESS));
    }

    /// Takes requests of one length.
    interface Sink {
        void took(double seconds, long count);
    }
}
