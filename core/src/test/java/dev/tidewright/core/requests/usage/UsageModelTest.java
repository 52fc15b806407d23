package dev.tidewright.core.requests.usage;

import static dev.tidewright.core.requests.usage.Cluster.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.Sorted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageModelTest {
    static final LabelSelector WEB = LabelSelector.of("app", "web");

    @Test
    void seesPodsThatCameBeforeTheAutoscalerAndAfterIt() {
        var cluster = new Cluster().add("a", Map.of("app", "web", "pod", "a"));
        cluster.use("a", 100, START, 10);
        cluster.watch("web", WEB).add("b", Map.of("app", "web", "pod", "b")).add("c", Map.of("app", "other"));
        cluster.use("b", 100, START, 10);
        cluster.use("c", 100, START, 10);
        assertThat(cluster.usage("web").samples()).isEqualTo(20);
        assertThat(cluster.model.pods("ns", "web")).isEqualTo(2);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void linksByIndexWhatTryingEveryPairWouldLink(long seed) {
        var random = new SplittableRandom(seed);
        var cluster = new Cluster();
        List<Map<String, String>> pods = new ArrayList<>();
        List<LabelSelector> selectors = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            if (random.nextInt(4) == 0) {
                selectors.add(selector(random));
                cluster.watch("v" + (selectors.size() - 1), selectors.getLast());
            } else {
                pods.add(labels(random));
                cluster.add("p" + pods.size(), pods.getLast());
            }
        }
        for (int v = 0; v < selectors.size(); v++) {
            LabelSelector selector = selectors.get(v);
            assertThat(cluster.model.pods("ns", "v" + v)).as("%s", selector).isEqualTo((int)
                    pods.stream().filter(selector::matches).count());
        }
    }

    private static Map<String, String> labels(SplittableRandom random) {
        return Map.of("app", "w" + random.nextInt(5), "team", "t" + random.nextInt(3), "pod", "" + random.nextInt(50));
    }

    private static LabelSelector selector(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> LabelSelector.EVERYTHING;
            case 1 -> LabelSelector.of("app", "w" + random.nextInt(6));
            default ->
                new LabelSelector(
                        Sorted.copyOf(Map.of("app", "w" + random.nextInt(5), "team", "t" + random.nextInt(3))),
                        List.of());
        };
    }

    @Test
    void keepsUsageOfPodsThatAreGoneUntilItIsAWholeWindowOld() {
        var cluster = new Cluster().watch("web", WEB).add("a", Map.of("app", "web"));
        cluster.use("a", 100, START, 10);
        cluster.model.remove("ns", "a");
        cluster.model.expire(START.plus(Duration.ofDays(8)));
        assertThat(cluster.usage("web").samples()).isEqualTo(10);
        cluster.model.expire(START.plus(Duration.ofDays(8)).plusSeconds(540));
        assertThat(cluster.usage("web").samples()).isZero();
        assertThat(cluster.model.series()).isZero();
    }

    @Test
    void goesOnMeasuringAPodWhoseUsageExpired() {
        var cluster = new Cluster().watch("web", WEB).add("a", Map.of("app", "web"));
        MeasuredContainer main = cluster.main("a");
        cluster.use("a", 100, START, 1);
        cluster.model.expire(START.plus(Duration.ofDays(9)));
        cluster.use("a", 100, START.plus(Duration.ofDays(9)), 1);
        assertThat(cluster.main("a")).isSameAs(main);
        assertThat(cluster.usage("web").samples()).isEqualTo(1);
    }

    @Test
    void survivesAClockThatIsSetBack() {
        var cluster = new Cluster().watch("web", WEB).add("a", Map.of("app", "web"));
        cluster.model.settle(START);
        cluster.use("a", 100, START, 60);
        var ahead = START.plus(Duration.ofDays(30));
        cluster.model.settle(ahead);
        cluster.use("a", 100, ahead, 60);
        var back = START.plus(Duration.ofHours(2));
        assertThat(cluster.model.settle(back)).isEqualTo(Duration.between(back, ahead));
        assertThat(cluster.usage("web").last().orElseThrow()).isBefore(back.plus(Duration.ofHours(1)));
        for (int i = 0; i < 600; i++) {
            var at = back.plus(Duration.ofHours(1)).plusSeconds(60L * i);
            assertThat(cluster.main("a").cpu(1_000, at.toEpochMilli())).isEqualTo(SampleOutcome.TAKEN);
        }
        assertThat(cluster.usage("web").cpu().percentile(0.5))
                .as("new samples count as much as those from ahead")
                .isGreaterThan(0.9);
        assertThat(cluster.model.settle(back.minusSeconds(30))).as("jitter").isZero();
    }
}
