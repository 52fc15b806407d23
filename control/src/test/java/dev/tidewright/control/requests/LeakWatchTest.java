package dev.tidewright.control.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.Metrics.ContainerUsage;
import dev.tidewright.cluster.Metrics.PodUsage;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.PodStatus.ContainerStatus;
import dev.tidewright.core.objects.PodStatus.Termination;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.requests.ContainerRecommendation;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import dev.tidewright.core.requests.VerticalPodAutoscaler.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeakWatchTest {
    private static final ObjectKey VPA = new ObjectKey(VerticalPodAutoscaler.KIND, "shop", "web");
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final long MEBI = 1L << 20;
    private static final Status BEFORE = status(300);

    private final LeakWatch watch = new LeakWatch();
    private Instant now = START;

    private static Status status(long mebi) {
        Resources amounts = Resources.of(100, mebi * MEBI);
        return Status.NONE.withRecommendation(
                List.of(new ContainerRecommendation("app", amounts, amounts, amounts, amounts)));
    }

    private static Pod pod(int restarts) {
        var end = new Termination("OOMKilled", START, START);
        var container = new ContainerStatus(
                "app", "running", "", true, restarts, Optional.empty(), Optional.empty(), Optional.of(end));
        var status = new PodStatus(
                PodStatus.Phase.RUNNING, Optional.of(START), Optional.empty(), List.of(), List.of(container), "");
        PodSpec spec = PodSpec.of(Container.named("app", Resources.NONE, Resources.NONE));
        return new Pod(ObjectMeta.named("shop", "web-1"), spec, Optional.of("n1"), status);
    }

    private void live(int restarts, long mebiPerMinute) {
        for (int minute = 0; minute < 60; minute++) {
            now = now.plus(Duration.ofMinutes(1));
            var used = new ContainerUsage("app", 100, (100 + minute * mebiPerMinute) * MEBI);
            watch.read(VPA, List.of(pod(restarts)), List.of(new PodUsage("web-1", now, Duration.ZERO, List.of(used))));
        }
    }

    private Status judged() {
        return watch.judge(VPA, BEFORE, status(400), now);
    }

    private static long memory(Status status) {
        return status.of("app").orElseThrow().target().memoryBytes() / MEBI;
    }

    @Test
    void reportsALeakAndFreezesItOnceItWasKilledThreeTimes() {
        live(0, 4);
        assertThat(judged().condition(LeakWatch.LEAK).orElseThrow().message()).startsWith("app: memory leaks");
        assertThat(memory(judged())).isEqualTo(400);
        for (int restarts = 1; restarts <= 3; restarts++) {
            live(restarts, 4);
        }
        assertThat(judged().condition(LeakWatch.LEAK).orElseThrow().message()).contains("growth is frozen");
        assertThat(memory(judged())).isEqualTo(300);
    }

    @Test
    void leavesMemoryThatStaysAlone() {
        for (int restarts = 0; restarts <= 3; restarts++) {
            live(restarts, 0);
        }
        assertThat(judged()).isEqualTo(status(400));
    }
}
