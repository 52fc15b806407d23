package dev.tidewright.core.requests.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.core.units.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeakDetectionTest {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    /// A reading a minute, in MiB, with 3 % noise.
    static List<MemoryReading> life(
            SplittableRandom random, int from, int minutes, IntToDoubleFunction load, IntToDoubleFunction mebi) {
        List<MemoryReading> life = new ArrayList<>();
        for (int i = 0; i < minutes; i++) {
            double noise = 0.97 + random.nextDouble() * 0.06;
            life.add(new MemoryReading(
                    START.plusSeconds(60L * (from + i)),
                    new Bytes(Math.round(mebi.applyAsDouble(i) * noise * (1 << 20))),
                    load.applyAsDouble(from + i)));
        }
        return life;
    }

    static double waves(int minute) {
        return 100 + 80 * StrictMath.sin(minute / 40.0);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void findsALeakUnderMovingLoadAndFreezesGrowthAtTheThirdKill(long seed) {
        var random = new SplittableRandom(seed);
        List<List<MemoryReading>> lives = new ArrayList<>();
        for (int kills = 0; kills <= 3; kills++) {
            int from = kills * 90;
            lives.add(life(random, from, 90, LeakDetectionTest::waves, i -> 100 + 4 * i + 0.2 * waves(from + i)));
            var verdict = LeakDetection.decide(lives, kills, LeakSettings.DEFAULT);
            boolean frozen = kills >= 3;
            assertThat(verdict).isInstanceOfSatisfying(LeakVerdict.Leak.class, leak -> {
                assertThat(leak.bytesPerHour() / (1 << 20)).isBetween(215.0, 265.0);
                assertThat(leak.frozen()).isEqualTo(frozen);
            });
            assertThat(verdict.allowed(Bytes.ofMebi(512), Bytes.ofMebi(800)))
                    .isEqualTo(Bytes.ofMebi(frozen ? 512 : 800));
            assertThat(verdict.allowed(Bytes.ofMebi(512), Bytes.ofMebi(300))).isEqualTo(Bytes.ofMebi(300));
        }
    }

    @Test
    void doesNotBlameLoad() {
        var random = new SplittableRandom(1);
        var rising = life(random, 0, 240, minute -> 50 + minute, minute -> 200 + 2.0 * (50 + minute));
        assertThat(LeakDetection.decide(List.of(rising), 3, LeakSettings.DEFAULT))
                .isInstanceOf(LeakVerdict.NoLeak.class);
        var following = life(random, 0, 240, LeakDetectionTest::waves, minute -> 200 + 2 * waves(minute));
        var verdict = LeakDetection.decide(List.of(following), 3, LeakSettings.DEFAULT);
        assertThat(verdict.why().rule()).isEqualTo("memory does not grow at the same load");
        assertThat(verdict.allowed(Bytes.ofMebi(512), Bytes.ofMebi(800))).isEqualTo(Bytes.ofMebi(800));
    }

    @Test
    void doesNotBlameACacheThatFillsAndStops() {
        var random = new SplittableRandom(1);
        var filling = life(random, 0, 240, minute -> 100, minute -> 200 + Math.min(3 * minute, 240));
        assertThat(LeakDetection.decide(List.of(filling), 0, LeakSettings.DEFAULT)
                        .why()
                        .rule())
                .isEqualTo("memory grew and has stopped");
    }

    @Test
    void keepsTheWholeLengthOfALongRunInView() {
        var kept = new MemoryLives();
        var random = new SplittableRandom(1);
        for (int run = 0; run < 6; run++) {
            kept.restarted();
            life(random, run * 3_000, 2_880, minute -> 100, minute -> 200 + 0.1 * minute)
                    .forEach(kept::add);
        }
        assertThat(kept.all()).hasSize(4).allSatisfy(run -> {
            assertThat(run).hasSizeBetween(120, 240);
            assertThat(run.getLast().at()).isAfter(run.getFirst().at().plusSeconds(2_800 * 60));
        });
        assertThat(LeakDetection.decide(kept.all(), 0, LeakSettings.DEFAULT)).isInstanceOf(LeakVerdict.Leak.class);
    }

    @Test
    void saysNothingOfAFewReadings() {
        var few = life(new SplittableRandom(1), 0, 8, minute -> 100, minute -> 200 + 30 * minute);
        assertThat(LeakDetection.decide(List.of(few), 0, LeakSettings.DEFAULT))
                .isInstanceOf(LeakVerdict.TooEarly.class);
    }
}
