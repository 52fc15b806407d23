package dev.tidewright.simulator.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private final Timeline timeline = new Timeline(START);
    private final List<String> happened = new ArrayList<>();

    @Test
    void eventsOfOneInstantHappenAsPlanned() {
        timeline.at(5, () -> happened.add("first"));
        timeline.at(3, () -> happened.add("earlier"));
        timeline.at(5, () -> happened.add("second"));
        timeline.advanceTo(10);
        assertThat(happened).containsExactly("earlier", "first", "second");
        assertThat(timeline.nanos()).isEqualTo(10);
    }

    @Test
    void anEventSeesItsOwnTime() {
        timeline.after(
                Duration.ofSeconds(2), () -> happened.add(timeline.instant().toString()));
        timeline.advance(Duration.ofMinutes(1));
        assertThat(happened).containsExactly("2026-03-02T00:00:02Z");
    }

    @Test
    void anEventMayPlanForItsOwnInstant() {
        timeline.at(5, () -> {
            timeline.at(5, () -> happened.add("planned later"));
            happened.add("planned first");
        });
        timeline.advanceTo(5);
        assertThat(happened).containsExactly("planned first", "planned later");
    }

    @Test
    void aCancelledEventLeavesAtOnce() {
        Ticket ticket = timeline.at(5, () -> happened.add("never"));
        timeline.cancel(ticket);
        timeline.cancel(ticket);
        assertThat(timeline.pending()).isZero();
        assertThat(timeline.step(10)).isFalse();
        assertThat(happened).isEmpty();
    }

    @Test
    void refusesThePast() {
        timeline.advanceTo(5);
        assertThatIllegalArgumentException().isThrownBy(() -> timeline.at(4, () -> {}));
    }

    @Test
    void noticesWhenTimeStandsStill() {
        timeline.at(5, this::again);
        assertThatIllegalStateException()
                .isThrownBy(() -> timeline.advanceTo(6))
                .withMessageContaining("time stands still at 2026-03-02T00:00:00.000000005Z");
    }

    private void again() {
        timeline.at(timeline.nanos(), this::again);
    }

    /// Compared with a plain sort over everything that was planned and not cancelled.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void keepsOrderUnderCancellation(long seed) {
        var random = new SplittableRandom(seed);
        record Planned(long due, int serial) {}
        List<Planned> expected = new ArrayList<>();
        List<Planned> seen = new ArrayList<>();
        List<Ticket> tickets = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            var planned = new Planned(random.nextInt(1_000), i);
            tickets.add(timeline.at(planned.due(), () -> seen.add(planned)));
            expected.add(planned);
        }
        for (int i = 4_999; i >= 0; i--) {
            if (random.nextInt(3) == 0) {
                timeline.cancel(tickets.get(i));
                expected.remove(i);
            }
        }
        timeline.advanceTo(1_000);
        expected.sort(Comparator.comparingLong(Planned::due).thenComparingInt(Planned::serial));
        assertThat(seen).isEqualTo(expected);
    }
}
