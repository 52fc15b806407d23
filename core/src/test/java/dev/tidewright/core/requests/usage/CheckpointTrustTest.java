package dev.tidewright.core.requests.usage;

import static dev.tidewright.core.requests.usage.Cluster.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckpointTrustTest {
    static final Instant NOW = START.plus(Duration.ofHours(1));

    final Cluster cluster = new Cluster().watch("web", UsageModelTest.WEB);
    UsageCheckpoint good = new UsageCheckpoint(
            "v3", histogram(19, 10_000, 12.5), histogram(40, 10_000, 1), Optional.of(START), Optional.of(NOW), 60);

    static HistogramCheckpoint histogram(int bucket, long weight, double total) {
        var weights = new TreeMap<Integer, Long>();
        weights.put(bucket, weight);
        return new HistogramCheckpoint(Optional.of(START), weights, total);
    }

    @BeforeEach
    void knowsAGoodOne() {
        assertThat(load(good)).isEmpty();
        assertThat(cluster.usage("web").samples()).isEqualTo(60);
        cluster.model.unwatch("ns", "web");
        cluster.watch("web", UsageModelTest.WEB);
    }

    private Optional<String> load(UsageCheckpoint usage) {
        return cluster.model.load(VerticalPodAutoscalerCheckpoint.of("ns", "web", "main", usage, NOW), NOW);
    }

    private void refuses(UsageCheckpoint usage, String reason) {
        assertThat(load(usage)).hasValueSatisfying(words -> assertThat(words).contains(reason));
        assertThat(cluster.model.usage("ns", "web")).as("nothing half-loaded").isEmpty();
    }

    private UsageCheckpoint withMemory(HistogramCheckpoint memory) {
        return new UsageCheckpoint("v3", good.cpu(), memory, good.first(), good.last(), good.samples());
    }

    private UsageCheckpoint withTimes(Instant first, Instant last) {
        return new UsageCheckpoint("v3", good.cpu(), good.memory(), Optional.of(first), Optional.of(last), 60);
    }

    @Test
    void refusesWhatIsDamagedAsAWhole() {
        refuses(withMemory(histogram(176, 1, 1)), "memoryHistogram has bucket 176, expected 0 to 175");
        refuses(withMemory(histogram(-1, 1, 1)), "bucket -1");
        refuses(withMemory(histogram(1, -5, 1)), "weight -5 of bucket 1");
        refuses(withMemory(histogram(1, 5, Double.NaN)), "total weight NaN");
        refuses(withMemory(histogram(1, 5, Double.POSITIVE_INFINITY)), "total weight Infinity");
        refuses(withMemory(histogram(1, 5, -1)), "total weight -1.0");
        refuses(
                withMemory(
                        new HistogramCheckpoint(Optional.empty(), good.memory().weights(), 1)),
                "no referenceTime");
        var ahead = new HistogramCheckpoint(
                Optional.of(NOW.plus(Duration.ofDays(400))), good.memory().weights(), 1);
        refuses(withMemory(ahead), "referenceTimestamp 2027-04-05T13:00:00Z");
        refuses(withTimes(NOW, START), "firstSampleStart 2026-03-01T13:00:00Z after lastSampleStart");
        refuses(
                new UsageCheckpoint("v3", good.cpu(), good.memory(), good.first(), Optional.empty(), 60),
                "only one of firstSampleStart and lastSampleStart");
        refuses(
                new UsageCheckpoint("v3", good.cpu(), good.memory(), good.first(), good.last(), -1),
                "totalSamplesCount -1");
    }

    @Test
    void refusesWhatIsForeign() {
        refuses(new UsageCheckpoint("v2", good.cpu(), good.memory(), good.first(), good.last(), 60), "version 'v2'");
        var other = VerticalPodAutoscalerCheckpoint.of("ns", "gone", "main", good, NOW);
        assertThat(cluster.model.load(other, NOW))
                .hasValueSatisfying(words -> assertThat(words).contains("autoscaler 'gone', which there is not"));
        var elsewhere = VerticalPodAutoscalerCheckpoint.of("ns2", "web", "main", good, NOW);
        assertThat(cluster.model.load(elsewhere, NOW)).isPresent();
        assertThat(cluster.model.load(VerticalPodAutoscalerCheckpoint.of("ns", "web", "", good, NOW), NOW))
                .isPresent();
    }

    @Test
    void refusesWhatIsStaleOrFromFarAhead() {
        var old = NOW.minus(Duration.ofDays(8));
        refuses(withTimes(old.minusSeconds(60), old), "stale: last sample at 2026-02-21T13:00:00Z");
        var ahead = NOW.plus(Duration.ofDays(9));
        refuses(withTimes(START, ahead), "ahead of now");
    }

    @Test
    void takesOneThatWasWrittenUnderAClockThatWasSetBackSince() {
        assertThat(load(withTimes(NOW.plus(Duration.ofDays(2)), NOW.plus(Duration.ofDays(3)))))
                .isEmpty();
        var usage = cluster.usage("web");
        assertThat(usage.last()).contains(NOW);
        assertThat(usage.span()).isEqualTo(Duration.ofDays(1));
        assertThat(usage.samples()).isEqualTo(60);
    }
}
