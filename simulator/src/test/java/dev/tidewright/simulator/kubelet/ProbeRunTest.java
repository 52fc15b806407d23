package dev.tidewright.simulator.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.core.objects.Probe;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeRunTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void settlesAtTheTickThatFollowsTheAnswer() {
        ProbeRun run = readiness(0, 10, 3, 1);
        assertThat(run.answers(false, 0)).isEqualTo(ProbeRun.NEVER);
        assertThat(run.answers(true, 4 * SECOND)).isEqualTo(10 * SECOND);
    }

    @Test
    void needsAsManyAnswersInARowAsTheThresholdSays() {
        ProbeRun run = readiness(0, 10, 3, 2);
        assertThat(run.answers(true, 0)).isEqualTo(10 * SECOND);
        run.settle();
        assertThat(run.answers(false, 31 * SECOND)).isEqualTo(60 * SECOND);
    }

    @Test
    void asksNothingBeforeItsInitialDelay() {
        assertThat(readiness(25, 10, 3, 1).answers(true, 0)).isEqualTo(30 * SECOND);
    }

    @Test
    void doesNotSeeAnAnswerThatPassesBetweenTwoTicks() {
        ProbeRun run = readiness(0, 10, 3, 3);
        assertThat(run.answers(true, 0)).isEqualTo(20 * SECOND);
        run.answers(false, 12 * SECOND);
        assertThat(run.answers(true, 13 * SECOND)).isEqualTo(20 * SECOND);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void settlesWhenAskingEveryPeriodWould(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            TreeMap<Long, Boolean> answers = new TreeMap<>();
            answers.put(0L, random.nextBoolean());
            for (long at = 1; at < 120; at += random.nextInt(1, 25)) {
                answers.put(at * SECOND + 1, random.nextBoolean()); // never at a tick
            }
            int delay = random.nextInt(0, 20);
            int failures = random.nextInt(1, 4);
            int successes = random.nextInt(1, 4);
            assertThat(byEvents(answers, readiness(delay, 7, failures, successes)))
                    .as("%s delay %d failures %d successes %d", answers, delay, failures, successes)
                    .isEqualTo(byAsking(answers, delay, failures, successes));
        }
    }

    /// The times at which the verdict turns, by asking at every tick of a period of 7 s.
    private static NavigableMap<Long, Boolean> byAsking(
            NavigableMap<Long, Boolean> answers, int delay, int failures, int succ) {
        TreeMap<Long, Boolean> turns = new TreeMap<>();
        boolean verdict = false;
        boolean last = false;
        int inARow = 0;
        for (long tick = 0; tick < 200; tick += 7) {
            if (tick < delay) {
                continue;
            }
            boolean answer = answers.floorEntry(tick * SECOND).getValue();
            inARow = answer == last ? inARow + 1 : 1;
            last = answer;
            if (inARow >= (answer ? succ : failures) && verdict != answer) {
                verdict = answer;
                turns.put(tick * SECOND, verdict);
            }
        }
        return turns;
    }

    private static NavigableMap<Long, Boolean> byEvents(NavigableMap<Long, Boolean> answers, ProbeRun run) {
        TreeMap<Long, Boolean> turns = new TreeMap<>();
        long due = ProbeRun.NEVER;
        for (var change : answers.entrySet()) {
            if (due < change.getKey()) {
                run.settle();
                turns.put(due, run.verdict());
            }
            due = run.answers(change.getValue(), change.getKey());
        }
        if (due != ProbeRun.NEVER) {
            run.settle();
            turns.put(due, run.verdict());
        }
        return turns;
    }

    private static ProbeRun readiness(int delay, int period, int failures, int successes) {
        Probe probe = new Probe(
                Duration.ofSeconds(delay), Duration.ofSeconds(period), Duration.ofSeconds(1), failures, successes);
        return new ProbeRun(probe, 0, 0, 0, ProbeRun.Initial.FAILURE);
    }
}
