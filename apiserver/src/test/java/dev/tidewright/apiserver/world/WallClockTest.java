package dev.tidewright.apiserver.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WallClockTest {
    private static final Instant VIRTUAL = Instant.parse("2026-03-03T00:00:00Z");
    private static final Instant WALL = Instant.parse("2026-11-24T12:00:00Z");

    private final WallClock clock = new WallClock(VIRTUAL, 0, WALL, 60);

    private static Instant virtual(String after) {
        return VIRTUAL.plus(Duration.parse(after));
    }

    @Test
    void aMinuteThereIsASecondHereBeforeTheStartToo() {
        assertThat(clock.show(virtual("PT2H"))).isEqualTo(WALL.plusSeconds(120));
        assertThat(clock.show(virtual("PT-10M"))).isEqualTo(WALL.minusSeconds(10));
        assertThat(clock.virtual(WALL.plusSeconds(120))).isEqualTo(virtual("PT2H"));
    }

    @Test
    void whatWasShownStaysWhenThePaceChanges() {
        clock.passes(Duration.ofHours(1).toNanos(), WALL.plusSeconds(60), 1);
        assertThat(clock.show(virtual("PT30M"))).isEqualTo(WALL.plusSeconds(30));
        assertThat(clock.show(virtual("PT1H10S"))).isEqualTo(WALL.plusSeconds(70));
        assertThat(clock.virtual(WALL.plusSeconds(30))).isEqualTo(virtual("PT30M"));
    }

    @Test
    void remembersTheFirstStretchAndTheLatestHoweverOftenThePaceChanges() {
        for (int i = 1; i <= 5_000; i++) {
            clock.passes(Duration.ofHours(i).toNanos(), WALL.plusSeconds(60L * i), 60);
        }
        assertThat(clock.show(virtual("PT30M"))).isEqualTo(WALL.plusSeconds(30));
        assertThat(clock.show(virtual("PT5000H1M"))).isEqualTo(WALL.plusSeconds(300_001));
    }
}
