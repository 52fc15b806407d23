package dev.tidewright.simulator.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartBackOffTest {
    private final RestartBackOff backOff = new RestartBackOff();

    @Test
    void restartsAtOnceThenAfterTenSecondsDoublingToFiveMinutes() {
        List<Long> waits = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 8; i++) {
            long ended = now + seconds(1); // each life is a second long
            now = backOff.restartAt(ended);
            waits.add((now - ended) / seconds(1));
        }
        assertThat(waits).containsExactly(0L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
    }

    @Test
    void beginsAnewAfterTenMinutesOfRunning() {
        long restarted = backOff.restartAt(backOff.restartAt(0) + seconds(1));
        assertThat(restarted).isEqualTo(seconds(11));
        assertThat(backOff.restartAt(restarted + seconds(600))).isEqualTo(restarted + seconds(620));
        long later = restarted + seconds(620) + seconds(601);
        assertThat(backOff.restartAt(later)).isEqualTo(later);
    }

    private static long seconds(long count) {
        return Duration.ofSeconds(count).toNanos();
    }
}
