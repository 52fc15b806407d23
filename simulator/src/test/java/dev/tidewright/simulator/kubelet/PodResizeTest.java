package dev.tidewright.simulator.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster.Outcome;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.ContainerResources;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PodResizeTest {
    private static final ObjectKey WEB = new ObjectKey("Pod", "shop", "web");
    private static final ObjectKey OTHER = new ObjectKey("Pod", "shop", "other");
    private static final long GIB = 1L << 30;

    private final Timeline timeline = new Timeline(Instant.parse("2026-01-05T00:00:00Z"));
    private final Store store = new Store(timeline);
    private final FakeProcesses processes = new FakeProcesses();
    private final Kubelets kubelets = new Kubelets(timeline, store, new ListedJournal(), processes);

    @BeforeEach
    void twoPodsRunOnANodeOfFourCoresAndEightGibibytes() {
        kubelets.join(KubeletsTest.node("n1"), new SplittableRandom(1));
        kubelets.ready("n1");
        processes.pull = Duration.ZERO;
        processes.endsWhenAsked = true;
        run(WEB, List.of());
        run(OTHER, List.of());
        timeline.advance(Duration.ofSeconds(5));
    }

    private void run(ObjectKey key, List<String> restarting) {
        Container plain = Container.named("app", Resources.of(500, GIB), Resources.of(1_000, 2 * GIB));
        Container app = new Container(
                plain.name(),
                plain.image(),
                plain.requests(),
                plain.limits(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                restarting);
        var pod = new Pod(
                ObjectMeta.named(key.namespace(), key.name()), PodSpec.of(app), Optional.empty(), PodStatus.PENDING);
        store.apply(new Change.Create(pod));
        store.bind(key, "n1");
    }

    private Outcome resize(ObjectKey key, long cpuMilli, long memoryBytes) {
        var resources = new ContainerResources(
                Resources.of(cpuMilli, memoryBytes), Resources.of(2 * cpuMilli, 2 * memoryBytes));
        return store.apply(new Change.Resize(key, Sorted.copyOf(Map.of("app", resources)), 0));
    }

    private Pod pod(ObjectKey key) {
        return store.get(key, Pod.class).orElseThrow();
    }

    private String state(ObjectKey key) {
        return pod(key).status().conditions().stream()
                .filter(condition -> condition.type().startsWith("PodResize"))
                .map((Condition condition) -> condition.type() + " " + condition.reason())
                .findFirst()
                .orElse("none");
    }

    @Test
    void whatARunningPodHasFollowsItsSpecWithoutARestart() {
        assertThat(resize(WEB, 1_000, 2 * GIB)).isInstanceOf(Outcome.Applied.class);
        timeline.advance(Duration.ofMillis(100));
        assertThat(state(WEB)).isEqualTo("PodResizeInProgress ");
        timeline.advance(Duration.ofSeconds(2));
        assertThat(state(WEB)).isEqualTo("none");
        assertThat(pod(WEB).resourcesOf("app").limits()).isEqualTo(Resources.of(2_000, 4 * GIB));
        assertThat(pod(WEB).status().container("app").orElseThrow().restarts()).isZero();
        assertThat(processes.started).hasSize(2);
        assertThat(pod(WEB).meta().generation()).isEqualTo(2);
    }

    @Test
    void aResizeWaitsUntilAnotherPodMakesRoom() {
        resize(WEB, 3_800, GIB);
        timeline.advance(Duration.ofMinutes(1));
        assertThat(state(WEB)).isEqualTo("PodResizePending Deferred");
        assertThat(pod(WEB).status().container("app").orElseThrow().resources()).isEmpty();
        resize(OTHER, 200, GIB);
        timeline.advance(Duration.ofSeconds(2));
        assertThat(state(WEB)).isEqualTo("none");
        assertThat(pod(WEB).resourcesOf("app").requests().cpuMilli()).isEqualTo(3_800);
    }

    @Test
    void aPodThatEndsMakesRoomToo() {
        resize(WEB, 3_800, GIB);
        timeline.advance(Duration.ofSeconds(10));
        store.apply(new Change.Delete(OTHER));
        timeline.advance(Duration.ofSeconds(2));
        assertThat(state(WEB)).isEqualTo("none");
    }

    @Test
    void whatTheNodeNeverCouldHoldIsRefused() {
        assertThat(resize(WEB, 4_100, GIB))
                .isEqualTo(new Outcome.Refused("pods \"web\" is forbidden: " + Change.Resize.NODE_TOO_SMALL
                        + ": cpu, requested: 4100, capacity: 4000"));
        assertThat(pod(WEB).meta().generation()).isEqualTo(1);
    }

    @Test
    void theClassOfServiceStays() {
        var guaranteed = new ContainerResources(Resources.of(1_000, 2 * GIB), Resources.NONE);
        assertThat(store.apply(new Change.Resize(WEB, Sorted.copyOf(Map.of("app", guaranteed)), 0)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains("QOS Class may not change"));
    }

    @Test
    void aContainerWhosePolicyIsToRestartBeginsAnew() {
        ObjectKey picky = new ObjectKey("Pod", "shop", "picky");
        run(picky, List.of("memory"));
        timeline.advance(Duration.ofSeconds(5));
        resize(picky, 700, GIB);
        timeline.advance(Duration.ofSeconds(5));
        assertThat(pod(picky).status().container("app").orElseThrow().restarts())
                .isZero();
        resize(picky, 700, GIB + 1);
        timeline.advance(Duration.ofSeconds(5));
        assertThat(pod(picky).status().container("app").orElseThrow().restarts())
                .isEqualTo(1);
        assertThat(pod(picky).resourcesOf("app").requests().memoryBytes()).isEqualTo(GIB + 1);
    }

    @Test
    void aRestartRemembersHowTheRunBeforeEnded() {
        Instant started = timeline.start().plusMillis(500);
        processes.started.getFirst().exit("OOMKilled");
        timeline.advance(Duration.ofSeconds(1));
        assertThat(pod(WEB).status().container("app").orElseThrow().lastEnd())
                .contains(new PodStatus.Termination(
                        "OOMKilled", started, timeline.start().plusSeconds(5)));
    }
}
