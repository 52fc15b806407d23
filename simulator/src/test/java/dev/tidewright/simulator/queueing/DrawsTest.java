package dev.tidewright.simulator.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrawsTest {
    private static final int DRAWS = 200_000;

    @ParameterizedTest(name = "mean {0}")
    @ValueSource(doubles = {0.01, 0.7, 5, 9.99, 10, 37.5, 400, 25_000})
    void drawsPoissonCountsOfTheRightMeanAndVariance(double mean) {
        var random = new SplittableRandom(5);
        holds(() -> Draws.poisson(random, mean), mean, mean);
    }

    @ParameterizedTest(name = "{0} trials at {1}")
    @CsvSource({"10, 0.3", "100, 0.02", "100, 0.5", "1000, 0.97", "5000, 0.2", "1000000, 0.001"})
    void drawsBinomialCountsOfTheRightMeanAndVariance(long count, double probability) {
        var random = new SplittableRandom(6);
        double mean = count * probability;
        holds(() -> Draws.binomial(random, count, probability), mean, mean * (1 - probability));
    }

    private static void holds(LongSupplier draw, double mean, double variance) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < DRAWS; i++) {
            double value = draw.getAsLong();
            sum += value;
            squares += (value - mean) * (value - mean);
        }
        assertThat(sum / DRAWS).isCloseTo(mean, within(5 * Math.sqrt(variance / DRAWS)));
        assertThat(squares / DRAWS).isCloseTo(variance, within(0.05 * variance + 1e-3));
    }
}
