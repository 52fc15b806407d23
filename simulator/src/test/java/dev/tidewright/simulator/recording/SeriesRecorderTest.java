package dev.tidewright.simulator.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SeriesRecorderTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final String WEB = "service/web";

    private final AtomicLong value = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    private static SeriesRecorder recorder(Duration length) {
        var promises = new TreeMap<String, Promise>();
        promises.put(WEB, new Promise(WEB, true, List.of(300_000_000L), 300_000_000L, 2_000_000_000L));
        return new SeriesRecorder(START, length, promises);
    }

    private static void play(SeriesRecorder recorder, Duration length, Runnable before) {
        Instant end = START.plus(length);
        for (Instant now = START;
                !now.isAfter(end);
                now = now.plus(recorder.grid().sampling())) {
            before.run();
            recorder.sample(now);
        }
    }

    @Test
    void keepsAtMost2880RowsHoweverLongTheRun() {
        assertThat(Grid.of(START, Duration.ofHours(1)).step()).isEqualTo(Duration.ofSeconds(15));
        assertThat(Grid.of(START, Duration.ofDays(7)).step()).isEqualTo(Duration.ofMinutes(5));
        assertThat(Grid.of(START, Duration.ofDays(7)).rows()).isEqualTo(2_016);
        assertThat(Grid.of(START, Duration.ofDays(36_500)).rows()).isLessThanOrEqualTo(Grid.MOST_ROWS);
    }

    @Test
    void keepsTheLastValueAndThePeakOfEachRow() {
        var recorder = recorder(Duration.ofMinutes(1));
        recorder.gauge("workload/shop/web", Measures.READY, () -> value.get() == 2 ? 9 : value.get());
        play(recorder, Duration.ofMinutes(1), value::incrementAndGet);
        var gauge = (Series.Gauge) recorder.recording().series().getFirst().values();
        assertThat(gauge.last()).isEqualTo(Column.of(4, 7, 10, 13));
        assertThat(gauge.peak()).isEqualTo(Column.of(9, 7, 10, 13));
        assertThat(gauge.over().max()).isEqualTo(13);
    }

    @Test
    void keepsTheGrowthOfACounterInEachRow() {
        var recorder = recorder(Duration.ofMinutes(1));
        recorder.counter(WEB, Measures.ARRIVED, value::get);
        play(recorder, Duration.ofMinutes(1), () -> value.addAndGet(10));
        var counter = (Series.Counter) recorder.recording().series().getFirst().values();
        assertThat(counter.growth()).isEqualTo(Column.of(40, 30, 30, 30));
        assertThat(counter.total()).isEqualTo(130);
    }

    @Test
    void leavesAGapWhereAGaugeHasNothingToTell() {
        var recorder = recorder(Duration.ofMinutes(1));
        recorder.gauge("hpa/shop/web", Measures.UTILISATION_PERCENT, () -> Double.NaN);
        play(recorder, Duration.ofMinutes(1), () -> {});
        var gauge = (Series.Gauge) recorder.recording().series().getFirst().values();
        assertThat(gauge.last().has(0)).isFalse();
        assertThat(gauge.over().samples()).isZero();
    }

    @Test
    void tellsPercentilesWithinThreePerCentAndNeverTooLow() {
        var buckets = new LatencyBuckets();
        for (int each = 1; each <= 10_000; each++) {
            buckets.add(each * 100_000L, 1);
        }
        for (double percentile : new double[] {50, 95, 99, 99.9}) {
            double exact = percentile * 10_000_000;
            assertThat((double) buckets.percentileNanos(percentile)).isBetween(exact, exact * 1.032);
        }
    }

    @Test
    void findsTheMinuteInWhichMostRequestsFailedOrCameLate() {
        var recorder = recorder(Duration.ofMinutes(10));
        var latencies = recorder.latencies(WEB);
        recorder.counter(WEB, Measures.FAILED, failed::get);
        recorder.gauge("cluster", Measures.PENDING_PODS, () -> value.get() > 40 ? 3 : 0);
        play(recorder, Duration.ofMinutes(10), () -> {
            long sample = value.getAndIncrement();
            latencies.add(100_000_000, 50);
            if (sample > 36 && sample <= 48) {
                latencies.add(900_000_000, 7);
                failed.addAndGet(1);
            }
        });
        Recording recording = recorder.recording();
        Minute worst = recording.worstMinutes().getFirst();
        assertThat(worst.start()).isEqualTo(START.plus(Duration.ofMinutes(3)));
        assertThat(worst.breaches()).isEqualTo(new Breaches(12, 84, 99.6));
        assertThat(worst.reading("cluster", Measures.PENDING_PODS).orElseThrow().peak())
                .isEqualTo(3);
        assertThat(recording.minutesInBreach()).isEqualTo(1);
        assertThat(recording.totalBreaches().count()).isEqualTo(96);
    }

    @Test
    void countsExactlyHowManyRequestsKeptAnObjective() {
        var recorder = recorder(Duration.ofMinutes(1));
        recorder.latencies(WEB).add(300_000_000, 5);
        recorder.latencies(WEB).add(300_000_001, 2);
        play(recorder, Duration.ofMinutes(1), () -> {});
        assertThat(recorder.recording().latencies(WEB).orElseThrow().within())
                .containsExactly(new LatencySeries.Within(300_000_000, 5));
    }

    @Test
    void isReadableWhenTheRunIsCutShort() {
        var recorder = recorder(Duration.ofHours(2));
        recorder.gauge("cluster", Measures.PENDING_PODS, () -> 1);
        play(recorder, Duration.ofSeconds(20), () -> {});
        Recording recording = recorder.recording();
        assertThat(recording.isPartial()).isTrue();
        assertThat(recording.rows()).isEqualTo(2);
        assertThat(recording.worstMinutes()).hasSize(1);
    }
}
