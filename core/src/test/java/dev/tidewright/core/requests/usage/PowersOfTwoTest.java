package dev.tidewright.core.requests.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PowersOfTwoTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void agreesWithTheLibraryToTheLastDigits(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 10_000; i++) {
            double exponent = random.nextDouble(-150, 150);
            double expected = StrictMath.pow(2, exponent);
            assertThat(PowersOfTwo.of(exponent)).isCloseTo(expected, within(expected * 5e-16));
        }
    }

    @Test
    void isExactForWholeExponentsAndFarOut() {
        assertThat(PowersOfTwo.of(0)).isEqualTo(1);
        assertThat(PowersOfTwo.of(-3)).isEqualTo(0.125);
        assertThat(PowersOfTwo.of(100)).isEqualTo(0x1p100);
        assertThat(PowersOfTwo.of(-2_000)).isZero();
        assertThat(PowersOfTwo.of(2_000)).isInfinite();
    }
}
