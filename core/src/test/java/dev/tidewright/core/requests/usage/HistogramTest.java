package dev.tidewright.core.requests.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {
    static final BucketLayout LAYOUT = BucketLayout.exponential(500, 40, 1.5, 0.001);
    static final Duration HALF_LIFE = Duration.ofHours(7);
    static final long START = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

    /// The same histogram with room for every bucket, written down as upstream's rules read.
    private static final class Dense {
        final double[] weights = new double[LAYOUT.buckets()];
        double total;
        long reference = Histogram.YEAR_1_MILLIS;
        int min = weights.length - 1;
        int max;

        double fading(long at) {
            if (at > reference + 100 * HALF_LIFE.toMillis()) {
                refer(at);
            }
            return StrictMath.pow(2, (double) (at - reference) / HALF_LIFE.toMillis());
        }

        void refer(long at) {
            long half = HALF_LIFE.toMillis();
            long since = at - Histogram.YEAR_1_MILLIS;
            long rounded = (since + half / 2) / half * half + Histogram.YEAR_1_MILLIS;
            double factor = StrictMath.pow(2, Math.floor((double) (reference - rounded) / half + 0.5));
            for (int i = min; i <= max; i++) {
                weights[i] *= factor;
            }
            total *= factor;
            reference = rounded;
            trim();
        }

        void add(double value, double weight, long at) {
            double grown = weight * fading(at);
            int bucket = LAYOUT.find(value);
            weights[bucket] += grown;
            total += grown;
            if (weights[bucket] >= LAYOUT.epsilon()) {
                min = Math.min(min, bucket);
                max = Math.max(max, bucket);
            }
        }

        void subtract(double value, double weight, long at) {
            double grown = weight * fading(at);
            int bucket = LAYOUT.find(value);
            total = total - grown < LAYOUT.epsilon() ? 0 : total - grown;
            weights[bucket] = weights[bucket] - grown < LAYOUT.epsilon() ? 0 : weights[bucket] - grown;
            trim();
        }

        void merge(Dense other) {
            if (reference < other.reference) {
                refer(other.reference);
            } else if (other.reference < reference) {
                other.refer(reference);
            }
            for (int i = other.min; i <= other.max; i++) {
                weights[i] += other.weights[i];
            }
            total += other.total;
            min = Math.min(min, other.min);
            max = Math.max(max, other.max);
        }

        void trim() {
            while (weights[min] < LAYOUT.epsilon() && min < weights.length - 1) {
                min++;
            }
            while (weights[max] < LAYOUT.epsilon() && max > 0) {
                max--;
            }
        }
    }

    private record Pair(Histogram sparse, Dense dense) {
        Pair() {
            this(new Histogram(HistogramShape.fading(LAYOUT, HALF_LIFE)), new Dense());
        }

        void act(SplittableRandom random, long at) {
            double value = random.nextDouble(700);
            double weight = random.nextInt(5) == 0 ? random.nextDouble(0.002) : random.nextDouble(3);
            if (random.nextInt(4) == 0) {
                sparse.subtract(value, weight, at);
                dense.subtract(value, weight, at);
            } else {
                sparse.add(value, weight, at);
                dense.add(value, weight, at);
            }
        }

        void agree() {
            assertThat(sparse.firstBucket()).isEqualTo(dense.min);
            assertThat(sparse.lastBucket()).isEqualTo(dense.max);
            assertThat(sparse.total()).isCloseTo(dense.total, within(dense.total * 1e-12));
            for (int i = 0; i < dense.weights.length; i++) {
                assertThat(sparse.weight(i)).isCloseTo(dense.weights[i], within(dense.weights[i] * 1e-12));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void keepsWhatAHistogramWithRoomForEveryBucketKeeps(long seed) {
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            var one = new Pair();
            var other = new Pair();
            long at = START;
            for (int i = 0; i < 30; i++) {
                at += random.nextLong(random.nextInt(10) == 0 ? HALF_LIFE.toMillis() * 150 : 3_600_000);
                (random.nextInt(3) == 0 ? other : one).act(random, at - random.nextLong(7_200_000));
            }
            one.agree();
            other.agree();
            one.sparse().merge(other.sparse());
            one.dense().merge(other.dense());
            one.agree();
            other.agree();
        }
    }

    @Test
    void findsTheBucketOfEachValueByItsStart() {
        for (BucketLayout layout : List.of(BucketLayout.CPU, BucketLayout.MEMORY, LAYOUT)) {
            for (int bucket = 0; bucket < layout.buckets() - 1; bucket++) {
                double inside = (layout.start(bucket) + layout.end(bucket)) / 2;
                assertThat(layout.find(inside)).isEqualTo(bucket);
            }
            assertThat(layout.find(-1)).isZero();
            assertThat(layout.find(Double.NaN)).isZero();
            assertThat(layout.find(Double.MAX_VALUE)).isEqualTo(layout.buckets() - 1);
            assertThat(layout.find(Double.POSITIVE_INFINITY)).isEqualTo(layout.buckets() - 1);
        }
    }

    @Test
    void goesOnFromItsCheckpoint() {
        var histogram = new Histogram(HistogramShape.fading(LAYOUT, HALF_LIFE));
        var random = new SplittableRandom(1);
        for (int i = 0; i < 500; i++) {
            histogram.add(random.nextDouble(700), random.nextDouble(3), START + i * 60_000L);
        }
        var copy = Histogram.of(histogram.shape(), histogram.checkpoint());
        for (double fraction : new double[] {0.1, 0.5, 0.9, 0.95}) {
            assertThat(copy.percentile(fraction)).isEqualTo(histogram.percentile(fraction));
        }
        assertThat(copy.checkpoint()).isEqualTo(histogram.checkpoint());
    }
}
