package dev.tidewright.bench;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster.Outcome;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.PodTemplate;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.simulator.controllers.Controllers;
import dev.tidewright.simulator.controllers.Lags;
import dev.tidewright.simulator.recording.Ledger;
import dev.tidewright.simulator.runtime.VirtualRuntime;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// The virtual control plane alone: the timeline, and 500 Deployments with 30,000 pods that come up and are rescaled.
/// Pods are bound and made ready without a scheduler or kubelets, so the figures are those of store and controllers.
final class WorldSuite implements Suite {
    private static final int DEPLOYMENTS = 500;
    private static final int PODS_EACH = 60;
    private static final int NODES = 1_000;
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    @Override
    public String name() {
        return "world";
    }

    @Override
    public void run(Consumer<Result> results) {
        results.accept(new Result("world/timeline", timeline(), "events/s", "1,000 timers pending"));
        new Cluster().run(results, "first run, cold");
        new Cluster().run(results, "second run, warm");
    }

    private static double timeline() {
        double best = 0;
        for (int round = 0; round < 5; round++) {
            Timeline timeline = new Timeline(START);
            SplittableRandom random = new SplittableRandom(round);
            for (int i = 0; i < 1_000; i++) {
                new Timer(timeline, random).run();
            }
            long began = System.nanoTime();
            timeline.advance(Duration.ofSeconds(5_000));
            best = Math.max(best, timeline.events() * 1e9 / (System.nanoTime() - began));
        }
        return best;
    }

    private record Timer(Timeline timeline, SplittableRandom random) implements Runnable {
        @Override
        public void run() {
            timeline.at(timeline.nanos() + random.nextLong(1, 2_000_000_000), this);
        }
    }

    private static final class Cluster {
        private final Timeline timeline = new Timeline(START);
        private final Store store = new Store(timeline);
        private final VirtualRuntime runtime = new VirtualRuntime(timeline);
        private final SplittableRandom random = new SplittableRandom(1);
        private int bound;

        Cluster() {
            store.watch(Pod.class, this::podChanged);
            Controllers.start(store, runtime, new Ledger(), Lags.DEFAULT);
        }

        void run(Consumer<Result> results, String note) {
            long before = used();
            results.accept(new Result("world/create-30000-pods", seconds(this::create), "s", note));
            long bytes = (used() - before) / store.list(Pod.class).size();
            results.accept(new Result("world/memory-each-pod", bytes, "bytes", note + "; events and journal included"));
            results.accept(new Result("world/rescale-500-deployments", seconds(this::rescale), "s", note));
            results.accept(new Result("world/list-pods-of-500-selectors", seconds(this::select), "s", note));
        }

        private void create() {
            for (int i = 0; i < DEPLOYMENTS; i++) {
                store.apply(new Change.Create(deployment("app-" + i)));
            }
            settle(DEPLOYMENTS * PODS_EACH);
        }

        private void rescale() {
            for (int i = 0; i < DEPLOYMENTS; i++) {
                int replicas = i % 2 == 0 ? PODS_EACH * 3 / 2 : PODS_EACH / 2;
                store.apply(new Change.SetReplicas(new ObjectKey("Deployment", "shop", "app-" + i), replicas, 0));
            }
            settle(DEPLOYMENTS * PODS_EACH);
        }

        private void settle(int expected) {
            timeline.advance(Duration.ofMinutes(5));
            int pods = store.list(Pod.class).size();
            if (pods != expected || !runtime.failures().isEmpty()) {
                throw new IllegalStateException("expected " + expected + " pods, got " + pods);
            }
        }

        /// What 500 autoscalers ask in one sync, after as many pods have changed.
        private void select() {
            for (int i = 0; i < DEPLOYMENTS; i++) {
                LabelSelector selector = LabelSelector.of("app", "app-" + i);
                becomeReady(store.pods("shop", selector).getFirst().key());
                if (store.pods("shop", selector).isEmpty()) {
                    throw new IllegalStateException("no pods of app-" + i);
                }
            }
        }

        private void podChanged(Optional<Pod> before, Optional<Pod> after) {
            if (before.isEmpty()) {
                after.ifPresent(pod -> timeline.after(millis(), () -> bind(pod.key())));
            } else if (after.isPresent()
                    && after.get().isTerminating()
                    && !before.get().isTerminating()) {
                timeline.after(millis(), () -> store.remove(after.get().key()));
            }
        }

        private Duration millis() {
            return Duration.ofMillis(random.nextInt(100, 20_000));
        }

        private void bind(ObjectKey key) {
            if (store.bind(key, "node-" + bound++ % NODES) instanceof Outcome.Applied) {
                timeline.after(millis(), () -> becomeReady(key));
            }
        }

        private void becomeReady(ObjectKey key) {
            Condition ready = new Condition("Ready", "True", "", "", timeline.instant());
            PodStatus status = new PodStatus(
                    PodStatus.Phase.RUNNING,
                    Optional.of(timeline.instant()),
                    Optional.of(ready),
                    List.of(ready),
                    List.of(),
                    "");
            store.get(key, Pod.class).ifPresent(pod -> store.apply(new Change.ReplaceStatus(pod.with(status))));
        }
    }

    private static Deployment deployment(String name) {
        PodTemplate template = new PodTemplate(
                Sorted.of("app", name),
                Sorted.empty(),
                PodSpec.of(Container.named("main", Resources.of(100, 1 << 27), Resources.NONE)));
        return new Deployment(
                ObjectMeta.named("shop", name),
                PODS_EACH,
                LabelSelector.of("app", name),
                template,
                Deployment.Strategy.DEFAULT,
                Deployment.Status.NONE);
    }

    private static double seconds(Runnable work) {
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e9;
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
