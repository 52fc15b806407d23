package dev.tidewright.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster.Outcome;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.cluster.objects.PodDisruptionBudget;
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
import dev.tidewright.simulator.kubelet.Kubelets;
import dev.tidewright.simulator.process.Host;
import dev.tidewright.simulator.process.PodProcess;
import dev.tidewright.simulator.process.PodProcesses;
import dev.tidewright.simulator.recording.Ledger;
import dev.tidewright.simulator.runtime.VirtualRuntime;
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
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Controllers, scheduler, kubelets and cloud together while somebody scales, rolls out, evicts, orders and crashes at
/// random; the invariants are checked after every event.
class RandomClusterTest {
    private static final int APPLICATIONS = 3;
    private static final int ACTIONS = 80;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void invariantsHoldAfterEveryEventAndAllComesToRest(long seed) {
        Played played = new Played(seed);
        played.misbehave();
        played.rest();
        assertThat(played.runtime.failures()).isEmpty();
        for (Deployment deployment : played.store.list(Deployment.class)) {
            int wanted = deployment.replicas();
            assertThat(deployment.status())
                    .as("seed %d: %s", seed, deployment.key())
                    .isEqualTo(new Deployment.Status(deployment.meta().generation(), wanted, wanted, wanted, wanted));
        }
    }

    @Test
    void theSameSeedGivesTheSameJournal() {
        Played first = new Played(21);
        Played second = new Played(21);
        first.misbehave();
        second.misbehave();
        assertThat(first.journal.lines()).hasSizeGreaterThan(200).isEqualTo(second.journal.lines());
    }

    private static final class Played {
        final Timeline timeline = new Timeline(Instant.parse("2026-01-05T00:00:00Z"));
        final Store store = new Store(timeline);
        final Ledger journal = new Ledger();
        final VirtualRuntime runtime = new VirtualRuntime(timeline);
        private final Invariants invariants = new Invariants(store);
        private final SplittableRandom random;
        private final VirtualCloud cloud;
        private int releases;

        Played(long seed) {
            random = new SplittableRandom(seed);
            var kubelets = new Kubelets(timeline, store, journal, new Programs(timeline, random.split()));
            new VirtualScheduler(timeline, store, journal);
            cloud = new VirtualCloud(timeline, store, journal, kubelets, List.of(pool()), random.split());
            Controllers.start(store, runtime, journal, Lags.DEFAULT);
            cloud.start();
            for (int i = 0; i < APPLICATIONS; i++) {
                store.apply(new Change.Create(deployment("app" + i, 4, "v0")));
                store.apply(new Change.Create(budget("app" + i)));
            }
        }

        void misbehave() {
            for (int i = 0; i < ACTIONS; i++) {
                pass(Duration.ofMillis(random.nextInt(1, 40_000)));
                act("app" + random.nextInt(APPLICATIONS));
            }
        }

        /// Gives everything a place and waits.
        void rest() {
            cloud.increase("pool", 30);
            pass(Duration.ofMinutes(40));
        }

        private void pass(Duration length) {
            long end = timeline.nanos() + length.toNanos();
            while (timeline.step(end)) {
                invariants.check();
            }
        }

        private void act(String app) {
            ObjectKey key = new ObjectKey("Deployment", "shop", app);
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> store.apply(new Change.SetReplicas(key, random.nextInt(1, 16), 0));
                case 3 -> rollOut(key);
                case 4, 5 -> evict(app);
                case 6 ->
                    cloud.increase("pool", Math.min(30, store.list(Node.class).size() + 3));
                default -> cloud.crash("pool", 1);
            }
        }

        private void rollOut(ObjectKey key) {
            Deployment old = store.get(key, Deployment.class).orElseThrow();
            Deployment next = deployment(key.name(), old.replicas(), "v" + ++releases);
            assertThat(store.apply(new Change.Replace(next.with(old.meta())))).isInstanceOf(Outcome.Applied.class);
        }

        private void evict(String app) {
            List<Pod> pods = store.pods("shop", LabelSelector.of("app", app));
            if (!pods.isEmpty()) {
                store.apply(
                        new Change.Evict(pods.get(random.nextInt(pods.size())).key(), Optional.empty()));
            }
        }
    }

    /// Programs that are ready a while after they start, end a while after they are asked to, and now and then crash.
    private record Programs(Timeline timeline, SplittableRandom random) implements PodProcesses {
        @Override
        public PodProcess start(Pod pod, Host host) {
            return new Program(timeline, random.split(), host);
        }

        @Override
        public Duration imagePull(Pod pod, RandomGenerator chance) {
            return Duration.ofMillis(chance.nextInt(100, 20_000));
        }
    }

    private static final class Program implements PodProcess {
        private final Timeline timeline;
        private final SplittableRandom random;
        private final Host host;
        private boolean up;
        private boolean over;

        Program(Timeline timeline, SplittableRandom random, Host host) {
            this.timeline = timeline;
            this.random = random;
            this.host = host;
            later(10_000, () -> {
                up = true;
                host.probeChanged();
            });
            if (random.nextInt(10) == 0) {
                later(60_000, () -> end("Error"));
            }
        }

        private void later(int atMostMillis, Runnable event) {
            timeline.after(Duration.ofMillis(random.nextInt(1, atMostMillis)), () -> {
                if (!over) {
                    event.run();
                }
            });
        }

        private void end(String reason) {
            over = true;
            host.exited(reason);
        }

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
            return up;
        }

        @Override
        public void terminate() {
            later(40_000, () -> end("Completed"));
        }

        @Override
        public void kill() {
            over = true;
        }
    }

    private static Deployment deployment(String name, int replicas, String image) {
        Probe probe = new Probe(Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(1), 3, 1);
        PodSpec spec = PodSpec.of(new Container(
                "app",
                image,
                Resources.of(1_500, 1L << 30),
                Resources.NONE,
                List.of(),
                Optional.empty(),
                Optional.of(probe),
                Optional.empty(),
                false));
        return new Deployment(
                ObjectMeta.named("shop", name),
                replicas,
                LabelSelector.of("app", name),
                new PodTemplate(Sorted.of("app", name), Sorted.empty(), spec),
                Deployment.Strategy.DEFAULT,
                Deployment.Status.NONE);
    }

    private static PodDisruptionBudget budget(String name) {
        return new PodDisruptionBudget(
                ObjectMeta.named("shop", name),
                Optional.empty(),
                Optional.of("25%"),
                Optional.of(LabelSelector.of("app", name)),
                0,
                0,
                0,
                0);
    }

    private static NodeGroupSpec pool() {
        Resources size = Resources.of(4_000, 16L << 30);
        return new NodeGroupSpec(
                "pool",
                size,
                size,
                0,
                30,
                6,
                new Distribution.Uniform(Duration.ofSeconds(30), Duration.ofSeconds(90)),
                0.2,
                true,
                List.of("a", "b"),
                Sorted.empty(),
                List.of());
    }
}
