package dev.tidewright.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.NodeGroups;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.cluster.objects.PodDisruptionBudget;
import dev.tidewright.control.nodes.NodeScalingLoop;
import dev.tidewright.control.nodes.NodeScalingSettings;
import dev.tidewright.core.nodes.down.NodeTraits;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodTemplate;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.simulator.cloud.VirtualCloud;
import dev.tidewright.simulator.controllers.Controllers;
import dev.tidewright.simulator.controllers.Lags;
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
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The node loop in a world that does its worst: it crashes after one write in 25, the cloud refuses, has no machines,
/// takes some back and loses others, its API errs, hangs and lies, and somebody rescales the workload all the time.
class NodeLoopSurvivalTest {
    private static final ObjectKey WEB = new ObjectKey("Deployment", "shop", "web");

    /// The loop's process ends here.
    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Timeline timeline = new Timeline(Instant.parse("2026-01-05T00:00:00Z"));
    private final Store store = new Store(timeline);
    private final Ledger journal = new Ledger();
    private final Kubelets kubelets = new Kubelets(timeline, store, journal, new ObedientProcesses());
    private final VirtualScheduler scheduler = new VirtualScheduler(timeline, store, journal);
    private final VirtualRuntime runtime = new VirtualRuntime(timeline);
    private final Invariants invariants = new Invariants(store);
    private boolean calm;
    private boolean outOfStock;
    private int crashes;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void leavesNoMarkBehindAndEndsAtTheSizeThatIsNeeded(long seed) {
        var random = new SplittableRandom(seed);
        VirtualCloud cloud = start(seed);
        Runnable loop = loop(cloud, random.split(), seed);
        loop.run();
        for (int i = 0; i < 100; i++) {
            act(cloud, random);
            advance(Duration.ofSeconds(random.nextInt(60, 180)), loop);
            assertThat(ordered(cloud)).isLessThanOrEqualTo(50);
        }
        calm = true;
        if (outOfStock) {
            cloud.restock("pool", false);
        }
        store.apply(new Change.SetReplicas(WEB, 10, 0));
        advance(Duration.ofHours(4), loop);
        assertThat(crashes).isPositive();
        assertThat(store.list(Pod.class)).hasSize(10).allMatch(pod -> pod.node().isPresent());
        assertThat(store.list(Node.class))
                .hasSizeBetween(2, 3)
                .allMatch(node ->
                        NodeTraits.markedSince(node, NodeTraits.TO_BE_DELETED).isEmpty() && !node.unschedulable());
        assertThat(scheduler.pendingPods()).isZero();
    }

    private static int ordered(VirtualCloud cloud) {
        return cloud.told().stream().mapToInt(NodeGroups.NodeGroup::targetSize).sum();
    }

    private VirtualCloud start(long seed) {
        var groups = List.of(group("pool", 2, 40, 3, false), group("spot", 0, 10, 1, true));
        var cloud = new VirtualCloud(timeline, store, journal, kubelets, groups, new SplittableRandom(seed));
        Controllers.start(store, runtime, journal, Lags.DEFAULT);
        cloud.start();
        PodSpec spec = PodSpec.of(Container.named("c", Resources.of(500, 512 << 20), Resources.NONE));
        var template = new PodTemplate(Sorted.of("app", "web"), Sorted.empty(), spec);
        store.apply(new Change.Create(new Deployment(
                ObjectMeta.named("shop", "web"),
                10,
                LabelSelector.of("app", "web"),
                template,
                Deployment.Strategy.DEFAULT,
                Deployment.Status.NONE)));
        store.apply(new Change.Create(new PodDisruptionBudget(
                ObjectMeta.named("shop", "web"),
                Optional.empty(),
                Optional.of("2"),
                Optional.of(LabelSelector.of("app", "web")),
                0,
                0,
                0,
                0)));
        return cloud;
    }

    private static NodeGroupSpec group(String name, int min, int max, int initial, boolean spot) {
        Resources size = Resources.of(4_000, 16L << 30);
        return new NodeGroupSpec(
                name,
                size,
                size,
                min,
                max,
                initial,
                new Distribution.Uniform(Duration.ofMinutes(1), Duration.ofMinutes(2)),
                0.2,
                spot,
                List.of("a", "b", "c"),
                Sorted.empty(),
                List.of());
    }

    private Runnable loop(VirtualCloud cloud, SplittableRandom random, long seed) {
        Map<String, List<String>> flags = seed % 2 == 0
                ? Map.of("nodes-ahead-of-pods", List.of("true"), "headroom", List.of("10%"))
                : Map.of("max-drain-parallelism", List.of("4"), "replacement-first-drain", List.of("true"));
        return () -> NodeScalingLoop.start(
                runtime,
                new CrashingCluster(store, random),
                new MoodyCloud(cloud, random),
                journal,
                NodeScalingSettings.parse(flags));
    }

    private void act(VirtualCloud cloud, SplittableRandom random) {
        switch (random.nextInt(9)) {
            case 0, 1 -> store.apply(new Change.SetReplicas(WEB, random.nextInt(5, 120), 0));
            case 2 -> cloud.reclaim("spot", 0.5, Duration.ofSeconds(30), Duration.ofSeconds(20));
            case 3 -> cloud.crash("pool", 1);
            case 4 -> toggleStock(cloud);
            case 5 -> fail(cloud, random);
            default -> {}
        }
    }

    /// An outage of up to ten minutes, of any kind.
    private void fail(VirtualCloud cloud, SplittableRandom random) {
        var kinds = Fault.CloudOutage.Mode.values();
        var kind = kinds[random.nextInt(kinds.length)];
        cloud.fail(kind);
        timeline.after(Duration.ofSeconds(random.nextInt(10, 600)), () -> cloud.recover(kind));
    }

    private void toggleStock(VirtualCloud cloud) {
        if (outOfStock) {
            cloud.restock("pool", false);
        } else {
            cloud.stockOut("pool", false);
        }
        outOfStock = !outOfStock;
    }

    /// Lets time pass; a loop that crashed is built anew within ten seconds.
    private void advance(Duration span, Runnable loop) {
        Instant end = timeline.instant().plus(span);
        while (timeline.instant().isBefore(end)) {
            timeline.advance(Duration.ofSeconds(10));
            invariants.check();
            if (runtime.failures().size() > crashes) {
                assertThat(runtime.failures()).allMatch(failure -> failure.cause() instanceof Crash);
                crashes = runtime.failures().size();
                runtime.crash("nodes");
                loop.run();
            }
        }
    }

    private void mayCrash(SplittableRandom random) {
        if (!calm && random.nextInt(25) == 0) {
            throw new Crash();
        }
    }

    /// The write happens; whether the loop lives to see the answer is another matter.
    private final class CrashingCluster implements Cluster {
        private final Cluster real;
        private final SplittableRandom random;

        CrashingCluster(Cluster real, SplittableRandom random) {
            this.real = real;
            this.random = random;
        }

        @Override
        public <T extends KubeObject> Optional<T> get(ObjectKey key, Class<T> type) {
            return real.get(key, type);
        }

        @Override
        public <T extends KubeObject> List<T> list(Class<T> type) {
            return real.list(type);
        }

        @Override
        public List<Pod> pods(String namespace, LabelSelector selector) {
            return real.pods(namespace, selector);
        }

        @Override
        public List<Pod> podsOn(String node) {
            return real.podsOn(node);
        }

        @Override
        public Cluster.Outcome apply(Change change) {
            Cluster.Outcome outcome = real.apply(change);
            mayCrash(random);
            return outcome;
        }

        @Override
        public Subscription subscribe(Consumer<ClusterEvent> listener) {
            return real.subscribe(listener);
        }
    }

    /// Refuses one call in ten, loses the answer of another, and does not tell its groups now and then.
    private final class MoodyCloud implements NodeGroups {
        private final NodeGroups real;
        private final SplittableRandom random;

        MoodyCloud(NodeGroups real, SplittableRandom random) {
            this.real = real;
            this.random = random;
        }

        private NodeGroups.Outcome call(Supplier<NodeGroups.Outcome> call) {
            int mood = calm ? 9 : random.nextInt(10);
            if (mood == 0) {
                return new NodeGroups.Outcome.Failed("the cloud is unwell");
            }
            NodeGroups.Outcome outcome = call.get();
            mayCrash(random);
            return mood == 1 ? new NodeGroups.Outcome.Failed("no answer in time") : outcome;
        }

        @Override
        public Answer groups() {
            return !calm && random.nextInt(10) == 0 ? new Answer.Failed("no answer in time") : real.groups();
        }

        @Override
        public NodeGroups.Outcome increase(String group, int targetSize) {
            return call(() -> real.increase(group, targetSize));
        }

        @Override
        public NodeGroups.Outcome delete(String group, List<Node> nodes) {
            return call(() -> real.delete(group, nodes));
        }

        @Override
        public NodeGroups.Outcome decreaseTarget(String group, int targetSize) {
            return call(() -> real.decreaseTarget(group, targetSize));
        }
    }
}
