package dev.tidewright.insight.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void spellsLengthsOfTimeInTheUnitThatAPersonWouldUse() {
        assertThat(Words.time(Duration.ofMillis(12))).isEqualTo("12 ms");
        assertThat(Words.time(Duration.ofNanos(999_900_000))).isEqualTo("1 s");
        assertThat(Words.time(Duration.ofMillis(1_840))).isEqualTo("1.84 s");
        assertThat(Words.time(Duration.ofSeconds(95))).isEqualTo("95 s");
        assertThat(Words.time(Duration.ofSeconds(250))).isEqualTo("4 min 10 s");
        assertThat(Words.time(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
        assertThat(Words.time(Duration.ofDays(7))).isEqualTo("7 d");
        assertThat(Words.time(Duration.ZERO)).isEqualTo("0 ms");
    }

    @Test
    void keepsThreeSignificantFigures() {
        assertThat(Words.number(1_234_567.8)).isEqualTo("1,234,568");
        assertThat(Words.number(99.96)).isEqualTo("100");
        assertThat(Words.number(12.34)).isEqualTo("12.3");
        assertThat(Words.number(0.5)).isEqualTo("0.5");
        assertThat(Words.share(0.000012)).isEqualTo("0.0012 %");
        assertThat(Words.share(0)).isEqualTo("0 %");
    }
}
