package dev.tidewright.simulator.scenario.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2014-04-10 00:04:00",
                "2014-04-10 00:04",
                "2014-04-10T00:04:00Z",
                "2014-04-10T02:04:00+02:00",
                "1397088240",
                "1397088240.000"
            })
    void readsTimesInManySpellings(String text) {
        assertThat(Trace.instant(text)).contains(Instant.parse("2014-04-10T00:04:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "timestamp", "10/04/2014", "2014-04-31 00:00:00", "12", "2014"})
    void refusesWhatIsNoTime(String text) {
        assertThat(Trace.instant(text)).isEmpty();
    }

    @Test
    void needsNoHeadingAndTakesWindowsLineEnds() {
        Trace trace = Trace.parse("t.csv", "1397088240,1\r\n1397088540,\"2\"\r\n1397088840,3\r\n");
        assertThat(trace.step()).isEqualTo(Duration.ofMinutes(5));
        assertThat(trace.points()).hasSize(3);
    }

    @Test
    void takesTheWindowWithAPointBeforeAndAfterIt() {
        Trace trace = Trace.parse("t.csv", "1397088000,1\n1397088300,2\n1397088600,3\n1397088900,4\n");
        Instant from = Instant.ofEpochSecond(1397088400);
        assertThat(trace.window(from, from.plusSeconds(100), Duration.ZERO))
                .extracting(Trace.Point::value)
                .containsExactly(2.0, 3.0);
    }
}
