package dev.tidewright.simulator.scenario;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// A length of time that varies. `StrictMath` throughout: the same seed gives the same draw on every machine.
public sealed interface Distribution {
    Duration draw(RandomGenerator random);

    Duration mean();

    /// `45s`
    record Fixed(Duration value) implements Distribution {
        @Override
        public Duration draw(RandomGenerator random) {
            return value;
        }

        @Override
        public Duration mean() {
            return value;
        }
    }

    /// `{min: 30s, max: 60s}`
    record Uniform(Duration min, Duration max) implements Distribution {
        @Override
        public Duration draw(RandomGenerator random) {
            return Duration.ofNanos(min.toNanos() + Math.round(random.nextDouble() * (max.toNanos() - min.toNanos())));
        }

        @Override
        public Duration mean() {
            return min.plus(max).dividedBy(2);
        }
    }

    /// `{median: 60s, p95: 120s}`: log-normal, the usual shape of boot and service times.
    record LogNormal(Duration median, Duration p95) implements Distribution {
        private static final double Z95 = 1.6448536269514722;

        @Override
        public Duration draw(RandomGenerator random) {
            return Duration.ofNanos(Math.round(median.toNanos() * StrictMath.exp(sigma() * random.nextGaussian())));
        }

        @Override
        public Duration mean() {
            return Duration.ofNanos(Math.round(median.toNanos() * StrictMath.exp(sigma() * sigma() / 2)));
        }

        /// The standard deviation of the logarithm.
        public double sigma() {
            return StrictMath.log((double) p95.toNanos() / median.toNanos()) / Z95;
        }
    }
}
