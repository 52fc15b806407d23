package dev.tidewright.bench;

import dev.tidewright.cluster.Change;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.Probe;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.simulator.cloud.VirtualCloud;
import dev.tidewright.simulator.kubelet.Kubelets;
import dev.tidewright.simulator.process.Host;
import dev.tidewright.simulator.process.PodProcess;
import dev.tidewright.simulator.process.PodProcesses;
import dev.tidewright.simulator.recording.Ledger;
import dev.tidewright.simulator.scenario.Distribution;
import dev.tidewright.simulator.scenario.NodeGroupSpec;
import dev.tidewright.simulator.scheduler.VirtualScheduler;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Scheduler, kubelets and cloud alone: 1,000 machines, 30,000 pods of 500 shapes, then 10,000 pods too many.
final class SchedulerSuite implements Suite {
    private static final int MACHINES = 1_000;
    private static final int SHAPES = 500;

    @Override
    public String name() {
        return "scheduler";
    }

    @Override
    public void run(Consumer<Result> results) {
        for (String note : List.of("first run, cold", "second run, warm")) {
            new World().run(results, note);
        }
    }

    private static final class World {
        private final Timeline timeline = new Timeline(Instant.parse("2026-03-02T00:00:00Z"));
        private final Store store = new Store(timeline);
        private final Ledger ledger = new Ledger();
        private final Kubelets kubelets = new Kubelets(timeline, store, ledger, new Idle());
        private final VirtualScheduler scheduler = new VirtualScheduler(timeline, store, ledger);
        private final VirtualCloud cloud =
                new VirtualCloud(timeline, store, ledger, kubelets, List.of(pool()), new SplittableRandom(1));

        void run(Consumer<Result> results, String note) {
            cloud.start();
            create("shop", 60, 100);
            results.accept(new Result("scheduler/bind-30000-pods", seconds(Duration.ofSeconds(61)), "s", note));
            expect(0);
            results.accept(new Result("scheduler/start-30000-pods", seconds(Duration.ofMinutes(15)), "s", note));
            create("more", 20, 12_000);
            String waiting = note + "; 10,000 pods wait for room, 10 minutes";
            results.accept(new Result("scheduler/refuse-10000-pods", seconds(Duration.ofMinutes(10)), "s", waiting));
            expect(10_000);
            cloud.increase("pool", 2 * MACHINES);
            results.accept(new Result("scheduler/add-1000-nodes", seconds(Duration.ofMinutes(10)), "s", note));
        }

        private void expect(int pending) {
            if (scheduler.pendingPods() != pending) {
                throw new IllegalStateException("expected " + pending + " pending, got " + scheduler.pendingPods());
            }
        }

        private void create(String namespace, int each, long cpuMilli) {
            for (int shape = 0; shape < SHAPES; shape++) {
                PodSpec spec = spec("app-" + shape, cpuMilli + shape % 7 * 50L);
                for (int i = 0; i < each; i++) {
                    ObjectMeta meta = ObjectMeta.named(namespace, "app-" + shape + "-" + i)
                            .withLabels(Sorted.of("app", "app-" + shape));
                    store.apply(new Change.Create(new Pod(meta, spec, Optional.empty(), PodStatus.PENDING)));
                }
            }
        }

        private double seconds(Duration virtual) {
            long began = System.nanoTime();
            timeline.advance(virtual);
            return (System.nanoTime() - began) / 1e9;
        }
    }

    private static PodSpec spec(String image, long cpuMilli) {
        Optional<Probe> probe = Optional.of(Probe.DEFAULT);
        return PodSpec.of(new Container(
                "app",
                image,
                Resources.of(cpuMilli, 256L << 20),
                Resources.NONE,
                List.of(),
                Optional.empty(),
                probe,
                probe,
                false));
    }

    private static NodeGroupSpec pool() {
        return new NodeGroupSpec(
                "pool",
                Resources.of(16_000, 64L << 30),
                Resources.of(15_800, 60L << 30),
                0,
                2 * MACHINES,
                MACHINES,
                new Distribution.LogNormal(Duration.ofSeconds(60), Duration.ofSeconds(120)),
                0.2,
                false,
                List.of("a", "b", "c"),
                Sorted.empty(),
                List.of());
    }

    /// Processes that do nothing and are always well.
    private static final class Idle implements PodProcesses {
        @Override
        public PodProcess start(Pod pod, Host host) {
            return new PodProcess() {
                @Override
                public long cpuNanos(int container) {
                    return 0;
                }

                @Override
                public long memoryBytes(int container) {
                    return 0;
                }

                @Override
                public boolean answersProbe() {
                    return true;
                }

                @Override
                public void terminate() {
                    host.exited("Completed");
                }

                @Override
                public void kill() {}
            };
        }

        @Override
        public Duration imagePull(Pod pod, RandomGenerator random) {
            return Duration.ofSeconds(20);
        }
    }
}
