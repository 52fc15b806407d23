package dev.tidewright.simulator.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.Change;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.Probe;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.simulator.kubelet.FakeProcesses;
import dev.tidewright.simulator.kubelet.Kubelets;
import dev.tidewright.simulator.recording.Ledger;
import dev.tidewright.simulator.scenario.Distribution;
import dev.tidewright.simulator.scenario.NodeGroupSpec;
import dev.tidewright.simulator.scheduler.VirtualScheduler;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Cloud, kubelets and scheduler together, under random orders, crashes, notices, stock-outs and deletions.
class ConservationTest {
    private static final int ACTIONS = 150;
    private static final long MACHINE_CPU_MILLI = 4_000;
    private static final long MACHINE_MEMORY = 16L << 30;

    private final Timeline timeline = new Timeline(Instant.parse("2026-01-05T00:00:00Z"));
    private final Store store = new Store(timeline);
    private final Ledger journal = new Ledger();
    private final FakeProcesses processes = new FakeProcesses();
    private final Kubelets kubelets = new Kubelets(timeline, store, journal, processes);
    private final VirtualScheduler scheduler = new VirtualScheduler(timeline, store, journal);
    private int serial;
    private boolean outOfStock;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void neverPutsAPodTwiceNorFillsANodeBeyondItsSizeAndPlacesAllInTheEnd(long seed) {
        VirtualCloud cloud = play(seed);
        cloud.increase("pool", 200);
        advance(Duration.ofMinutes(15));
        assertThat(scheduler.pendingPods()).as("seed %d", seed).isZero();
        assertThat(store.list(Pod.class)).allMatch(pod -> pod.node().isPresent());
        assertThat(store.list(Node.class)).hasSize(200).allMatch(Node::isReady);
        assertThat(journal.dropped()).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void tellsTheSameStoryTwice(long seed) {
        play(seed);
        var again = new ConservationTest();
        again.play(seed);
        assertThat(again.journal.lines()).isEqualTo(journal.lines()).hasSizeGreaterThan(100);
    }

    private VirtualCloud play(long seed) {
        var random = new SplittableRandom(seed);
        var cloud = new VirtualCloud(timeline, store, journal, kubelets, List.of(pool()), random.split());
        cloud.start();
        processes.endsWhenAsked = random.nextBoolean();
        for (int i = 0; i < ACTIONS; i++) {
            act(cloud, random);
            advance(Duration.ofMillis(random.nextLong(20_000)));
        }
        if (outOfStock) {
            toggleStock(cloud);
        }
        return cloud;
    }

    private void act(VirtualCloud cloud, SplittableRandom random) {
        int target = cloud.told().getFirst().targetSize();
        List<Node> nodes = store.list(Node.class);
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> create(random, random.nextInt(1, 8));
            case 4, 5 -> cloud.increase("pool", target + random.nextInt(1, 4));
            case 6 -> {
                if (!nodes.isEmpty()) {
                    cloud.delete("pool", List.of(nodes.get(random.nextInt(nodes.size()))));
                }
            }
            case 7 -> cloud.crash("pool", 1);
            case 8 -> cloud.reclaim("pool", 0.3, Duration.ofSeconds(30), Duration.ofSeconds(random.nextInt(20)));
            case 9 -> toggleStock(cloud);
            case 10 -> deletePod(random);
            default -> endProcess(random);
        }
    }

    private void toggleStock(VirtualCloud cloud) {
        if (outOfStock) {
            cloud.restock("pool", false);
        } else {
            cloud.stockOut("pool", false);
        }
        outOfStock = !outOfStock;
    }

    private void create(SplittableRandom random, int count) {
        Probe probe = new Probe(Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(1), 3, 1);
        Resources requests = Resources.of(random.nextLong(1, 15) * 100, random.nextLong(1, 5) << 30);
        Container container = new Container(
                "app",
                "image-" + random.nextInt(5),
                requests,
                Resources.NONE,
                List.of(),
                Optional.empty(),
                Optional.of(probe),
                Optional.empty(),
                false);
        PodSpec spec = PodSpec.of(container);
        for (int i = 0; i < count; i++) {
            ObjectMeta meta = ObjectMeta.named("shop", "pod-" + serial++);
            store.apply(new Change.Create(new Pod(meta, spec, Optional.empty(), PodStatus.PENDING)));
        }
    }

    private void deletePod(SplittableRandom random) {
        List<Pod> pods = store.list(Pod.class);
        if (!pods.isEmpty()) {
            store.apply(new Change.Delete(pods.get(random.nextInt(pods.size())).key()));
        }
    }

    private void endProcess(SplittableRandom random) {
        if (!processes.started.isEmpty()) {
            processes.started.get(random.nextInt(processes.started.size())).exit("OOMKilled");
        }
    }

    private void advance(Duration length) {
        long end = timeline.nanos() + length.toNanos();
        while (timeline.step(end)) {
            check();
        }
    }

    private void check() {
        for (Node node : store.list(Node.class)) {
            long cpu = 0;
            long memory = 0;
            for (Pod pod : store.podsOn(node.meta().name())) {
                if (!pod.status().isOver()) {
                    Resources requests = pod.spec().containers().getFirst().requests();
                    cpu += requests.cpuMilli();
                    memory += requests.memoryBytes();
                }
            }
            assertThat(cpu).as("cpu on %s", node.meta().name()).isLessThanOrEqualTo(MACHINE_CPU_MILLI);
            assertThat(memory).as("memory on %s", node.meta().name()).isLessThanOrEqualTo(MACHINE_MEMORY);
        }
        Set<ObjectKey> running = new HashSet<>();
        kubelets.forEach((pod, process) ->
                assertThat(running.add(pod.key())).as("%s runs once", pod.key()).isTrue());
    }

    private static NodeGroupSpec pool() {
        Resources size = Resources.of(MACHINE_CPU_MILLI, MACHINE_MEMORY);
        return new NodeGroupSpec(
                "pool",
                size,
                size,
                0,
                400,
                3,
                new Distribution.Uniform(Duration.ofSeconds(30), Duration.ofSeconds(90)),
                0.2,
                true,
                List.of("a", "b", "c"),
                Sorted.empty(),
                List.of());
    }
}
