package dev.tidewright.simulator.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodTemplate;
import dev.tidewright.core.objects.Probe;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.simulator.cloud.VirtualCloud;
import dev.tidewright.simulator.controllers.Controllers;
import dev.tidewright.simulator.controllers.Lags;
import dev.tidewright.simulator.kubelet.FakeProcesses;
import dev.tidewright.simulator.kubelet.Kubelets;
import dev.tidewright.simulator.recording.Ledger;
import dev.tidewright.simulator.runtime.VirtualRuntime;
import dev.tidewright.simulator.scenario.Distribution;
import dev.tidewright.simulator.scenario.Fault;
import dev.tidewright.simulator.scenario.NodeGroupSpec;
import dev.tidewright.simulator.scheduler.VirtualScheduler;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Controllers, scheduler, kubelets and cloud together: a Deployment of eight pods on four machines.
class ClusterUnderFaultsTest {
    private static final ObjectKey WEB = new ObjectKey("Deployment", "shop", "web");
    private static final Duration AT = Duration.ofMinutes(5);
    private static final int REPLICAS = 8;

    private final Timeline timeline = new Timeline(Instant.parse("2026-01-05T00:00:00Z"));
    private final Store store = new Store(timeline);
    private final Ledger journal = new Ledger();
    private final FakeProcesses processes = new FakeProcesses();
    private final Kubelets kubelets = new Kubelets(timeline, store, journal, processes);
    private final VirtualScheduler scheduler = new VirtualScheduler(timeline, store, journal);
    private final VirtualRuntime runtime = new VirtualRuntime(timeline);
    private final VirtualCloud cloud =
            new VirtualCloud(timeline, store, journal, kubelets, List.of(pool()), new SplittableRandom(7));

    @BeforeEach
    void theApplicationRuns() {
        processes.endsWhenAsked = true;
        Controllers.start(store, runtime, journal, Lags.DEFAULT);
        cloud.start();
        store.apply(new Change.Create(deployment()));
        timeline.advance(Duration.ofMinutes(2));
        assertThat(ready()).isEqualTo(REPLICAS);
    }

    @Test
    void rollsANewVersionOutWithoutFallingBelowItsBounds() {
        play(new Fault.Rollout(AT, WEB, "web:2"));
        int least = leastReadyDuring(Duration.ofMinutes(10));
        assertThat(least).isGreaterThanOrEqualTo(6); // maxUnavailable 25%
        assertThat(pods(pod -> true))
                .hasSize(REPLICAS)
                .allMatch(pod -> pod.spec().containers().getFirst().image().equals("web:2"));
    }

    @Test
    void replacesWhatRanOnAMachineThatVanished() {
        play(new Fault.NodeCrash(AT, "pool", 1));
        assertThat(leastReadyDuring(Duration.ofMinutes(10))).isBetween(4, 7);
        assertThat(ready()).isEqualTo(REPLICAS);
        assertThat(store.list(Node.class)).hasSize(4).allMatch(Node::isReady);
    }

    @Test
    void movesPodsOffMachinesThatAreTakenBack() {
        play(new Fault.SpotReclaim(AT, "pool", 0.5, Duration.ofMinutes(2), Duration.ZERO));
        leastReadyDuring(Duration.ofMinutes(10));
        assertThat(ready()).isEqualTo(REPLICAS);
        assertThat(store.list(Node.class)).hasSize(4).allMatch(Node::isReady);
        assertThat(kubelets.drained()).isEqualTo(4);
        assertThat(runtime.failures()).isEmpty();
        assertThat(scheduler.pendingPods()).isZero();
    }

    private int leastReadyDuring(Duration length) {
        long end = timeline.nanos() + length.toNanos();
        int least = REPLICAS;
        while (timeline.step(end)) {
            least = Math.min(least, ready());
        }
        return least;
    }

    private int ready() {
        return pods(pod -> pod.status().isReady() && !pod.isTerminating()).size();
    }

    private List<Pod> pods(Predicate<Pod> which) {
        return store.list(Pod.class).stream().filter(which).toList();
    }

    private void play(Fault fault) {
        MetricFaults none = new MetricFaults() {
            @Override
            public void begin(Fault.MetricOutage outage) {}

            @Override
            public void end(Fault.MetricOutage outage) {}
        };
        FaultPorts ports = new FaultPorts(cloud, none, (database, factor) -> {}, cache -> {});
        new FaultPlayer(timeline, store, journal, ports).plan(List.of(fault));
    }

    private static Deployment deployment() {
        Probe probe = new Probe(Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(1), 3, 1);
        PodSpec spec = PodSpec.of(new Container(
                "app",
                "web:1",
                Resources.of(1_000, 1L << 30),
                Resources.NONE,
                List.of(),
                Optional.empty(),
                Optional.of(probe),
                Optional.empty(),
                false));
        return new Deployment(
                ObjectMeta.named("shop", "web"),
                REPLICAS,
                LabelSelector.of("app", "web"),
                new PodTemplate(Sorted.of("app", "web"), Sorted.empty(), spec),
                Deployment.Strategy.DEFAULT,
                Deployment.Status.NONE);
    }

    private static NodeGroupSpec pool() {
        Resources size = Resources.of(4_000, 16L << 30);
        return new NodeGroupSpec(
                "pool",
                size,
                size,
                0,
                6,
                4,
                new Distribution.Fixed(Duration.ofSeconds(90)),
                0.2,
                true,
                List.of("a", "b"),
                Sorted.empty(),
                List.of());
    }
}
