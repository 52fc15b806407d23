package dev.tidewright.simulator.queueing;

import dev.tidewright.simulator.scenario.Distribution;
import java.time.Duration;

/// The mean and the variance of a distribution, in seconds and seconds squared.
public record Moments(double mean, double variance) {
    private static final double NANOS = 1e9;

    public static Moments of(Distribution distribution) {
        double mean = seconds(distribution.mean());
        return switch (distribution) {
            case Distribution.Fixed fixed -> new Moments(mean, 0);
            case Distribution.Uniform uniform -> {
                double width = seconds(uniform.max()) - seconds(uniform.min());
                yield new Moments(mean, width * width / 12);
            }
            case Distribution.LogNormal shape -> {
                double sigma = shape.sigma();
                yield new Moments(mean, mean * mean * (StrictMath.exp(sigma * sigma) - 1));
            }
        };
    }

    public static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }
}
