package dev.tidewright.control.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DemandTest {
    private final Demand demand = new Demand();

    private void note(int pods, int minute) {
        demand.note(pods, Instant.ofEpochSecond(60L * (100_000 + minute)));
    }

    @Test
    void theSteepestRiseIsThatOfTheWorstWindow() {
        note(10, 0);
        note(14, 30); // 4 at once
        note(16, 32);
        note(17, 33);
        note(5, 60);
        assertThat(demand.steepestRise(1)).isEqualTo(4);
        assertThat(demand.steepestRise(3)).isEqualTo(6);
        assertThat(demand.steepestRise(4)).isEqualTo(7);
        assertThat(demand.minutes()).isEqualTo(61);
    }

    @Test
    void forgetsWhatIsMoreThanADayAndAnHourAgo() {
        note(10, 0);
        note(90, 1);
        note(90, 25 * 60 + 5);
        assertThat(demand.steepestRise(5)).isZero();
        assertThat(demand.minutes()).isEqualTo(25 * 60);
    }

    @Test
    void startsAnewWhereTheClockWasSetBack() {
        note(10, 60);
        note(20, 59);
        assertThat(demand.steepestRise(5)).isZero();
        assertThat(demand.minutes()).isEqualTo(1);
    }
}
