package dev.tidewright.core.requests.regret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.core.units.Bytes;
import dev.tidewright.core.units.MilliCpu;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegretReplayTest {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    /// One reading a minute.
    static List<RecordedUsage> usage(long[] milli, long[] mebi) {
        List<RecordedUsage> usage = new ArrayList<>();
        for (int i = 0; i < milli.length; i++) {
            usage.add(new RecordedUsage(START.plusSeconds(60L * i), new MilliCpu(milli[i]), Bytes.ofMebi(mebi[i])));
        }
        return usage;
    }

    static Regret replay(List<RecordedUsage> usage, long milli, long mebi) {
        return RegretReplay.replay(
                usage, new CandidateValue(Optional.of(new MilliCpu(milli)), Optional.of(Bytes.ofMebi(mebi))));
    }

    @Test
    void countsMinutesAboveAndKills() {
        var usage = usage(new long[] {100, 300, 300, 100, 300, 100}, new long[] {50, 50, 90, 50, 90, 50});
        assertThat(replay(usage, 200, 80).explanation())
                .hasToString("at this value, 3 throttled minutes and 2 OOM kills, cpu 200m, memory 80Mi, over PT5M");
        assertThat(replay(usage, 300, 90))
                .isEqualTo(new Regret(replay(usage, 300, 90).value(), Duration.ofMinutes(5), Duration.ZERO, 0));
    }

    @Test
    void killsAgainAsOftenAsTheKubeletTriesAgain() {
        long[] milli = new long[31];
        long[] mebi = new long[31];
        Arrays.fill(mebi, 90);
        assertThat(replay(usage(milli, mebi), 100, 80).kills()).isEqualTo(6);
    }

    @Test
    void replaysADayFromTwoBytesASlot() {
        var history = new UsageHistory();
        for (int minute = 0; minute < 1_440; minute++) {
            boolean peak = minute % 60 < 10;
            history.add(START.plusSeconds(60L * minute), new MilliCpu(peak ? 900 : 100), Bytes.ofMebi(200));
        }
        var regret = replay(history.usage(), 500, 300);
        assertThat(regret.throttled()).isEqualTo(Duration.ofHours(4));
        assertThat(regret.kills()).isZero();
        assertThat(history.usage())
                .hasSize(288)
                .allSatisfy(reading -> assertThat(reading.memory().count()
                                / (double) Bytes.ofMebi(200).count())
                        .isBetween(1.0, 1.06));
    }

    @Test
    void forgetsWhatIsOlderThanItsLengthAndSurvivesAClockThatIsSetBack() {
        var history = new UsageHistory(Duration.ofMinutes(5), Duration.ofHours(1));
        for (int minute = 0; minute < 180; minute++) {
            history.add(START.plusSeconds(60L * minute), new MilliCpu(100), Bytes.ofMebi(1));
        }
        assertThat(history.usage()).hasSize(12);
        assertThat(history.usage().getFirst().at()).isEqualTo(START.plus(Duration.ofHours(2)));
        history.add(START.minus(Duration.ofDays(1)), new MilliCpu(100), Bytes.ofMebi(1));
        assertThat(history.usage()).hasSize(1);
    }

    @Test
    void saysNothingOfLongGaps() {
        var gap = List.of(
                new RecordedUsage(START, new MilliCpu(300), Bytes.ofMebi(1)),
                new RecordedUsage(START.plus(Duration.ofHours(9)), new MilliCpu(300), Bytes.ofMebi(1)));
        assertThat(replay(gap, 200, 80).throttled()).isEqualTo(Duration.ofMinutes(10));
    }
}
