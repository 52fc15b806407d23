package dev.tidewright.simulator.queueing;

import java.util.random.RandomGenerator;

/// Random counts, exact in distribution at any size, in constant time, with the same bits on every machine.
///
/// Sources: Hörmann, *The transformed rejection method for generating Poisson random variables* (PTRS), 1993; the same,
/// *The generation of binomial random variates* (BTRS), 1993.
public final class Draws {
    private static final double REJECTION_FROM = 10;
    private static final double HALF_LOG_TWO_PI = 0.9189385332046728;
    private static final double[] LOG_FACTORIALS = logFactorials(64);

    private Draws() {}

    /// @param mean 0 and up
    public static long poisson(RandomGenerator random, double mean) {
        if (mean <= 0) {
            return 0;
        }
        return mean < REJECTION_FROM ? poissonByInversion(random, mean) : poissonByRejection(random, mean);
    }

    private static long poissonByInversion(RandomGenerator random, double mean) {
        double weight = StrictMath.exp(-mean);
        double rest = random.nextDouble();
        long count = 0;
        while (rest >= weight && weight > 0) {
            rest -= weight;
            count++;
            weight *= mean / count;
        }
        return count;
    }

    private static long poissonByRejection(RandomGenerator random, double mean) {
        double b = 0.931 + 2.53 * Math.sqrt(mean);
        double a = -0.059 + 0.02483 * b;
        double quick = 0.9277 - 3.6224 / (b - 2);
        while (true) {
            double u = random.nextDouble() - 0.5;
            double v = random.nextDouble();
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= quick) {
                return (long) k;
            }
            if (k >= 0 && (us >= 0.013 || v <= us) && poissonAccepts(k, mean, v * hat(a, b, us))) {
                return (long) k;
            }
        }
    }

    private static double hat(double a, double b, double us) {
        return (1.1239 + 1.1328 / (b - 3.4)) / (a / (us * us) + b);
    }

    private static boolean poissonAccepts(double k, double mean, double level) {
        return StrictMath.log(level) <= k * StrictMath.log(mean) - mean - logFactorial((long) k);
    }

    /// How many of `count` independent trials succeed.
    ///
    /// @param probability below 0 counts as 0, above 1 as 1
    public static long binomial(RandomGenerator random, long count, double probability) {
        if (count <= 0 || probability <= 0) {
            return 0;
        }
        if (probability >= 1) {
            return count;
        }
        if (probability > 0.5) {
            return count - binomial(random, count, 1 - probability);
        }
        return count * probability < REJECTION_FROM
                ? binomialByGaps(random, count, probability)
                : binomialByRejection(random, count, probability);
    }

    /// Jumps from success to success by geometric gaps.
    private static long binomialByGaps(RandomGenerator random, long count, double probability) {
        double perTrial = StrictMath.log1p(-probability);
        long successes = 0;
        double at = StrictMath.floor(StrictMath.log(1 - random.nextDouble()) / perTrial);
        while (at < count) {
            successes++;
            at += 1 + StrictMath.floor(StrictMath.log(1 - random.nextDouble()) / perTrial);
        }
        return successes;
    }

    private static long binomialByRejection(RandomGenerator random, long count, double probability) {
        double deviation = Math.sqrt(count * probability * (1 - probability));
        double b = 1.15 + 2.53 * deviation;
        double a = -0.0873 + 0.0248 * b + 0.01 * probability;
        double alpha = (2.83 + 5.1 / b) * deviation;
        while (true) {
            double u = random.nextDouble() - 0.5;
            double v = random.nextDouble();
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + count * probability + 0.5);
            if (k < 0 || k > count) {
                continue;
            }
            if (us >= 0.07 && v <= 0.92 - 4.2 / b) {
                return (long) k;
            }
            if (binomialAccepts((long) k, count, probability, v * alpha / (a / (us * us) + b))) {
                return (long) k;
            }
        }
    }

    private static boolean binomialAccepts(long k, long count, double probability, double level) {
        long mode = (long) Math.floor((count + 1) * probability);
        double odds = StrictMath.log(probability / (1 - probability));
        return StrictMath.log(level)
                <= logFactorial(mode)
                        + logFactorial(count - mode)
                        + (k - mode) * odds
                        - logFactorial(k)
                        - logFactorial(count - k);
    }

    /// A whole number whose mean is `expected`: rounds up as often as the fraction says.
    public static long whole(RandomGenerator random, double expected) {
        double floor = Math.floor(expected);
        double fraction = expected - floor;
        return (long) floor + (fraction > 0 && random.nextDouble() < fraction ? 1 : 0);
    }

    /// What `count` make in sum where each makes `perOne` on average: the whole part always, the rest by chance.
    public static long each(RandomGenerator random, long count, double perOne) {
        long always = (long) perOne;
        return count * always + binomial(random, count, perOne - always);
    }

    private static double[] logFactorials(int size) {
        double[] logs = new double[size];
        for (int i = 2; i < size; i++) {
            logs[i] = logs[i - 1] + StrictMath.log(i);
        }
        return logs;
    }

    /// Stirling's series beyond the table; off by less than 1e-10 there.
    private static double logFactorial(long n) {
        if (n < LOG_FACTORIALS.length) {
            return LOG_FACTORIALS[(int) n];
        }
        double x = n + 1.0;
        double series = (1.0 / 12 - 1.0 / (360 * x * x)) / x;
        return (x - 0.5) * StrictMath.log(x) - x + HALF_LOG_TWO_PI + series;
    }
}
