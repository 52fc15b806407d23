package dev.tidewright.simulator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.loop.LoopRuntime;
import dev.tidewright.cluster.loop.Reconciler.Outcome;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualRuntimeTest {
    private static final ObjectKey WEB = new ObjectKey("Deployment", "shop", "web");
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private final Timeline timeline = new Timeline(START);
    private final VirtualRuntime runtime = new VirtualRuntime(timeline);
    private final List<Duration> runs = new ArrayList<>();

    @Test
    void equalKeysAreOne() {
        LoopRuntime.Queue queue = runtime.drive("loop", key -> ran(Outcome.DONE));
        queue.add(WEB);
        queue.add(WEB);
        queue.addAfter(WEB, Duration.ofSeconds(5));
        timeline.advance(Duration.ofMinutes(1));
        assertThat(runs).containsExactly(Duration.ZERO);
    }

    @Test
    void theEarlierDueTimeWins() {
        LoopRuntime.Queue queue = runtime.drive("loop", key -> ran(Outcome.DONE));
        queue.addAfter(WEB, Duration.ofSeconds(5));
        queue.addAfter(WEB, Duration.ofSeconds(2));
        queue.addAfter(WEB, Duration.ofSeconds(9));
        timeline.advance(Duration.ofMinutes(1));
        assertThat(runs).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void comesAgainWhenAsked() {
        runtime.drive("loop", key -> ran(Outcome.again(Duration.ofSeconds(15)))).add(WEB);
        timeline.advance(Duration.ofSeconds(45));
        assertThat(runs).hasSize(4).endsWith(Duration.ofSeconds(45));
    }

    @Test
    void backsOffWhileAKeyFailsAndForgetsOnceItSucceeds() {
        LoopRuntime.Queue queue = runtime.drive("loop", key -> {
            ran(Outcome.DONE);
            if (runs.size() <= 4) {
                throw new IllegalStateException("no");
            }
            return Outcome.DONE;
        });
        queue.add(WEB);
        timeline.advance(Duration.ofMinutes(1));
        assertThat(runs.stream().map(Duration::toMillis)).containsExactly(0L, 5L, 15L, 35L, 75L);
        assertThat(runtime.failures())
                .hasSize(4)
                .allMatch(failure -> failure.key().equals(WEB));
    }

    @Test
    void backOffEndsAtAThousandSeconds() {
        assertThat(VirtualRuntime.delay(17)).isEqualTo(Duration.ofMillis(327_680));
        assertThat(VirtualRuntime.delay(19)).isEqualTo(Duration.ofSeconds(1000));
        assertThat(VirtualRuntime.delay(1_000)).isEqualTo(Duration.ofSeconds(1000));
    }

    @Test
    void aCrashedLoopHearsNothingUntilItIsBuiltAnew() {
        LoopRuntime.Queue old = runtime.drive("loop", key -> ran(Outcome.again(Duration.ofSeconds(1))));
        old.add(WEB);
        timeline.advance(Duration.ofSeconds(2));
        runtime.crash("loop");
        old.add(WEB);
        timeline.advance(Duration.ofSeconds(10));
        assertThat(runs).hasSize(3);
        runtime.drive("loop", key -> ran(Outcome.DONE)).add(WEB);
        timeline.advance(Duration.ofSeconds(10));
        assertThat(runs).hasSize(4);
    }

    private Outcome ran(Outcome outcome) {
        runs.add(Duration.ofNanos(timeline.nanos()));
        return outcome;
    }
}
