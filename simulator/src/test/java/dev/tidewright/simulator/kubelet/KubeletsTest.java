package dev.tidewright.simulator.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.Change;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.PodStatus.ContainerStatus;
import dev.tidewright.core.objects.PodStatus.Phase;
import dev.tidewright.core.objects.Probe;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KubeletsTest {
    private static final ObjectKey WEB = new ObjectKey("Pod", "shop", "web");
    private static final Optional<Probe> NO_PROBE = Optional.empty();
    /// Image and sandbox on a node that has neither.
    private static final long STARTED = 20_500;

    private final Timeline timeline = new Timeline(Instant.parse("2026-01-05T00:00:00Z"));
    private final Store store = new Store(timeline);
    private final ListedJournal journal = new ListedJournal();
    private final FakeProcesses processes = new FakeProcesses();
    private final Kubelets kubelets = new Kubelets(timeline, store, journal, processes);

    @BeforeEach
    void aNodeStands() {
        kubelets.join(node("n1"), new SplittableRandom(1));
        kubelets.ready("n1");
    }

    @Test
    void pullsStartsAndIsReadyAtOnceWithoutAProbe() {
        bind(WEB, spec(NO_PROBE, NO_PROBE, NO_PROBE));
        at(100);
        assertThat(containers()).containsExactly(new ContainerStatus("app", "Waiting", "ContainerCreating", false, 0));
        assertThat(status().started()).contains(timeline.start());
        at(STARTED);
        assertThat(status().phase()).isEqualTo(Phase.RUNNING);
        assertThat(status().ready().orElseThrow().transition()).isEqualTo(timeline.instant());
        assertThat(journal.about(WEB)).containsExactly("pull 20.000", "start 0.500", "ready 0.000");
    }

    @Test
    void pullsAnImageOnceANodeAndWaitsForAPullUnderWay() {
        bind(WEB, spec(NO_PROBE, NO_PROBE, NO_PROBE));
        at(5_000);
        ObjectKey second = new ObjectKey("Pod", "shop", "web-2");
        bind(second, spec(NO_PROBE, NO_PROBE, NO_PROBE));
        at(STARTED);
        assertThat(isReady(second)).isTrue();
        ObjectKey third = new ObjectKey("Pod", "shop", "web-3");
        bind(third, spec(NO_PROBE, NO_PROBE, NO_PROBE));
        at(STARTED + 500);
        assertThat(isReady(third)).isTrue();
        assertThat(journal.about(third)).containsExactly("start 0.500", "ready 0.000");
    }

    @Test
    void runsInitContainersInSequence() {
        PodSpec plain = spec(NO_PROBE, NO_PROBE, NO_PROBE);
        Container init = Container.named("migrate", Resources.NONE, Resources.NONE);
        Container sidecar = new Container(
                "proxy", "", Resources.NONE, Resources.NONE, List.of(), NO_PROBE, NO_PROBE, NO_PROBE, true);
        bind(WEB, plain.withInitContainers(List.of(init, sidecar, init)));
        at(STARTED + 1_500);
        assertThat(containers().stream().map(ContainerStatus::state))
                .containsExactly("Terminated", "Running", "Running", "Waiting");
        at(STARTED + 2_000);
        assertThat(status().isReady()).isTrue();
    }

    @Test
    void isReadyAtTheProbeThatFollowsTheAnswerAndUnreadyAfterItsThreshold() {
        processes.answers = false;
        bind(WEB, spec(NO_PROBE, Optional.of(probe(10, 3)), NO_PROBE));
        at(STARTED);
        assertThat(status().phase()).isEqualTo(Phase.RUNNING);
        at(24_000);
        processes.last().answer(true);
        at(29_999);
        assertThat(status().isReady()).isFalse();
        at(30_000);
        assertThat(status().isReady()).isTrue();
        at(41_000);
        processes.last().answer(false);
        at(69_999);
        assertThat(status().isReady()).isTrue();
        at(70_000);
        assertThat(status().isReady()).isFalse();
        assertThat(status().ready().orElseThrow().transition()).isEqualTo(timeline.instant());
        assertThat(journal.about(WEB)).containsExactly("pull 20.000", "start 0.500", "ready 9.500", "unready");
    }

    @Test
    void asksForReadinessOnlyOnceStarted() {
        processes.answers = false;
        bind(WEB, spec(Optional.of(probe(5, 10)), Optional.of(probe(60, 3)), NO_PROBE));
        at(31_000);
        processes.last().answer(true);
        at(34_999);
        assertThat(status().isReady()).isFalse();
        at(35_000);
        assertThat(status().isReady()).isTrue();
    }

    @Test
    void restartsWhatTheLivenessProbeGivesUp() {
        bind(WEB, spec(NO_PROBE, NO_PROBE, Optional.of(probe(10, 2))));
        at(31_000);
        processes.last().answer(false);
        at(50_000); // second failure: SIGTERM
        assertThat(processes.last().asked).isEqualTo(1);
        at(79_999);
        assertThat(processes.started).hasSize(1);
        at(80_000); // grace over: SIGKILL, first restart at once
        assertThat(processes.started.getFirst().killed).isTrue();
        assertThat(processes.started).hasSize(2);
        assertThat(containers().getFirst().restarts()).isEqualTo(1);
    }

    @Test
    void waitsLongerAfterEachCrash() {
        bind(WEB, spec(NO_PROBE, NO_PROBE, NO_PROBE));
        at(STARTED);
        List<Long> waits = new ArrayList<>();
        for (int crash = 0; crash < 7; crash++) {
            long ended = timeline.nanos();
            int before = processes.started.size();
            processes.last().exit("Error");
            assertThat(status().isReady()).isFalse();
            while (processes.started.size() == before) {
                timeline.step(Long.MAX_VALUE);
            }
            waits.add((timeline.nanos() - ended) / 1_000_000_000);
        }
        assertThat(waits).containsExactly(0L, 10L, 20L, 40L, 80L, 160L, 300L);
        assertThat(containers().getFirst().state()).isEqualTo("Running");
        assertThat(containers().getFirst().restarts()).isEqualTo(7);
    }

    @Test
    void saysWhyAContainerWaits() {
        bind(WEB, spec(NO_PROBE, NO_PROBE, NO_PROBE));
        at(STARTED);
        processes.last().exit("OOMKilled");
        assertThat(containers().getFirst().end().orElseThrow().reason()).isEqualTo("OOMKilled");
        at(STARTED + 1_000);
        processes.last().exit("OOMKilled");
        assertThat(containers().getFirst().reason()).isEqualTo("CrashLoopBackOff");
        assertThat(containers().getFirst().lastEnd().orElseThrow().reason()).isEqualTo("OOMKilled");
        at(STARTED + 11_000);
        assertThat(journal.about(WEB))
                .containsExactly(
                        "pull 20.000",
                        "start 0.500",
                        "ready 0.000",
                        "oom",
                        "restart 0.000",
                        "ready 0.000",
                        "oom",
                        "restart 10.000",
                        "ready 0.000");
        assertThat(store.events(WEB))
                .extracting(event -> event.reason() + " " + event.count())
                .containsExactly("Pulled 1", "BackOff 1", "Started 3");
    }

    @Test
    void letsAPodFinishWithinItsGrace() {
        bind(WEB, spec(NO_PROBE, NO_PROBE, NO_PROBE));
        at(STARTED);
        store.apply(new Change.Delete(WEB));
        at(STARTED + 10_000);
        assertThat(processes.last().asked).isEqualTo(1);
        assertThat(store.get(WEB, Pod.class).orElseThrow().isTerminating()).isTrue();
        processes.last().exit("Completed");
        assertThat(store.get(WEB, Pod.class)).isEmpty();
        assertThat(journal.about(WEB).getLast()).isEqualTo("terminate 10.000");
    }

    @Test
    void killsWhatOutlivesItsGrace() {
        bind(WEB, spec(NO_PROBE, NO_PROBE, NO_PROBE));
        at(STARTED);
        store.apply(new Change.Delete(WEB));
        at(STARTED + 29_999);
        assertThat(processes.last().killed).isFalse();
        at(STARTED + 30_000);
        assertThat(processes.last().killed).isTrue();
        assertThat(store.get(WEB, Pod.class)).isEmpty();
    }

    @Test
    void takesAwayAtOnceWhatHasNotStarted() {
        bind(WEB, spec(NO_PROBE, NO_PROBE, NO_PROBE));
        at(5_000);
        store.apply(new Change.Delete(WEB));
        at(5_000);
        assertThat(store.get(WEB, Pod.class)).isEmpty();
        at(60_000);
        assertThat(processes.started).isEmpty();
    }

    @Test
    void endsAJobsPodForGood() {
        PodSpec spec = spec(NO_PROBE, NO_PROBE, NO_PROBE);
        bind(WEB, spec.withRestartPolicy("OnFailure"));
        at(STARTED);
        processes.last().exit("Error");
        at(STARTED);
        processes.last().exit("Completed");
        assertThat(status().phase()).isEqualTo(Phase.SUCCEEDED);
        at(STARTED + 60_000);
        assertThat(processes.started).hasSize(2);
    }

    @Test
    void noticesALostNodeByItsMissingHeartbeats() {
        bind(WEB, spec(NO_PROBE, NO_PROBE, NO_PROBE));
        at(STARTED);
        kubelets.crash("n1");
        assertThat(processes.last().killed).isTrue();
        at(STARTED + 39_999);
        assertThat(status().isReady()).isTrue();
        assertThat(nodeIsReady()).isTrue();
        at(STARTED + 40_000);
        assertThat(status().isReady()).isFalse();
        assertThat(nodeIsReady()).isFalse();
        kubelets.forget("n1");
        at(STARTED + 80_000);
        assertThat(store.list(Pod.class)).isEmpty();
    }

    @Test
    void failsThePodsOfANodeThatShutsDown() {
        bind(WEB, spec(NO_PROBE, NO_PROBE, NO_PROBE));
        at(STARTED);
        kubelets.shutDown("n1");
        assertThat(status().phase()).isEqualTo(Phase.FAILED);
        assertThat(store.list(Node.class)).isEmpty();
        List<Pod> running = new ArrayList<>();
        kubelets.forEach((pod, process) -> running.add(pod));
        assertThat(running).isEmpty();
        at(STARTED + 40_000);
        assertThat(store.list(Pod.class)).isEmpty();
    }

    private void bind(ObjectKey key, PodSpec spec) {
        ObjectMeta meta = ObjectMeta.named(key.namespace(), key.name());
        store.apply(new Change.Create(new Pod(meta, spec, Optional.empty(), PodStatus.PENDING)));
        store.bind(key, "n1");
    }

    private void at(long millis) {
        timeline.advanceTo(millis * 1_000_000);
    }

    private PodStatus status() {
        return store.get(WEB, Pod.class).orElseThrow().status();
    }

    private List<ContainerStatus> containers() {
        return status().containers();
    }

    private boolean isReady(ObjectKey key) {
        return store.get(key, Pod.class).orElseThrow().status().isReady();
    }

    private boolean nodeIsReady() {
        return store.list(Node.class).getFirst().isReady();
    }

    private static Probe probe(int period, int failures) {
        return new Probe(Duration.ZERO, Duration.ofSeconds(period), Duration.ofSeconds(1), failures, 1);
    }

    private static PodSpec spec(Optional<Probe> startup, Optional<Probe> readiness, Optional<Probe> liveness) {
        return PodSpec.of(new Container(
                "app", "web:1", Resources.NONE, Resources.NONE, List.of(), startup, readiness, liveness, false));
    }

    static Node node(String name) {
        Resources size = Resources.of(4_000, 8L << 30);
        return new Node(ObjectMeta.named("", name), "", false, List.of(), size, size, List.of());
    }
}
