package dev.tidewright.core.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "30s, PT30S",
        "1h30m, PT1H30M",
        "1.5h, PT1H30M",
        "250ms, PT0.25S",
        "2d, PT48H",
        "1w, PT168H",
        "-5m, PT-5M",
        "0, PT0S",
        "1m30.5s, PT1M30.5S"
    })
    void readsGoSpelling(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "10 m", "m", "1h30", "ten minutes", "1e3s", "5x", "999999999w"})
    void refusesWhatHasNoUnit(String text) {
        assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void printsWhatItReads() {
        for (String text : new String[] {"1h30m", "250ms", "2d", "45s", "1m30s", "-5m", "0s"}) {
            assertThat(Durations.format(Durations.parse(text))).isEqualTo(text);
        }
    }
}
