package dev.tidewright.simulator.service;

import dev.tidewright.simulator.queueing.Retries;

/// How the last step's attempts went, for those who wait for them.
final class Outcomes {
    private static final int LANES_MAX = 16;

    /// Weight of the newest step; small counts are noisy.
    private static final double NEWEST = 0.5;

    private final double[] before = new double[LANES_MAX];
    private long answered;
    private long spoilt;
    private long timedOut;
    private long refused;
    private double attemptSeconds;
    private double attemptVariance;
    private double retriedShare;
    private double refusedShare;
    private double spoiltShare;

    void begin() {
        answered = 0;
        spoilt = 0;
        timedOut = 0;
        refused = 0;
    }

    void answered(long count) {
        answered += count;
    }

    void spoilt(long count) {
        spoilt += count;
    }

    void timedOut(long count) {
        timedOut += count;
    }

    void refused(long count) {
        refused += count;
    }

    /// Remembers how much time a request had lost when attempt `lane` began.
    void delay(int lane, double seconds) {
        if (lane < LANES_MAX) {
            double lost = before[lane - 1] + seconds + Retries.meanSeconds(lane);
            before[lane] = before[lane] == 0 ? lost : before[lane] + 0.1 * (lost - before[lane]);
        }
    }

    /// Mean time from the first try until attempt `lane` began, in seconds.
    double secondsBefore(int lane) {
        return before[Math.min(lane, LANES_MAX - 1)];
    }

    /// Closes the step.
    ///
    /// @param response of a request that is let in now, in seconds
    void end(double response, double refusalSeconds, double variance) {
        long all = answered + spoilt + timedOut + refused;
        if (all > 0) {
            retriedShare += NEWEST * ((double) (timedOut + refused) / all - retriedShare);
            refusedShare += NEWEST * ((double) refused / all - refusedShare);
            long through = answered + spoilt;
            if (through > 0) {
                spoiltShare += NEWEST * ((double) spoilt / through - spoiltShare);
            }
        } else {
            retriedShare *= NEWEST;
            refusedShare *= NEWEST;
            spoiltShare *= NEWEST;
        }
        attemptSeconds = (1 - refusedShare) * response + refusedShare * refusalSeconds;
        attemptVariance = variance;
    }

    /// Mean time of one call with its retries, in seconds.
    double seconds(int retries) {
        double sum = attemptSeconds;
        double reached = 1;
        for (int lane = 1; lane <= retries && retriedShare > 0; lane++) {
            reached *= retriedShare;
            sum += reached * (attemptSeconds + Retries.meanSeconds(lane));
        }
        return sum;
    }

    double attemptSeconds() {
        return attemptSeconds;
    }

    double variance() {
        return attemptVariance;
    }

    /// Share of calls that fail after all their retries, 0 to 1.
    double failedShare(int retries) {
        double lost = retriedShare;
        for (int i = 0; i < retries; i++) {
            lost *= retriedShare;
        }
        return lost + (1 - lost) * spoiltShare;
    }

    long finished() {
        return answered + spoilt + timedOut + refused;
    }

    long refusedNow() {
        return refused;
    }
}
