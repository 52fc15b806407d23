package dev.tidewright.simulator.controllers;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster.Outcome;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.PodTemplate;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.simulator.runtime.VirtualRuntime;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/// A store with its controllers, and a stand-in for scheduler and kubelets: pods are bound to nodes in turn, become
/// ready after a random while, and end a random while after they were asked to.
final class SmallWorld {
    final Timeline timeline = new Timeline(Instant.parse("2026-03-02T00:00:00Z"));
    final Store store = new Store(timeline);
    final VirtualRuntime runtime = new VirtualRuntime(timeline);
    final MemoryJournal journal = new MemoryJournal();
    final Controllers controllers = Controllers.start(store, runtime, journal, Lags.DEFAULT);

    /// Decides which pods ever become ready.
    Predicate<Pod> healthy = pod -> true;

    private final SplittableRandom random;
    private int bound;

    SmallWorld(long seed) {
        random = new SplittableRandom(seed);
        store.watch(Pod.class, this::podChanged);
    }

    private void podChanged(Optional<Pod> before, Optional<Pod> after) {
        if (before.isEmpty()) {
            after.ifPresent(pod -> later(20, 200, () -> bind(pod.key())));
        } else if (after.isPresent()
                && after.get().isTerminating()
                && !before.get().isTerminating()) {
            Pod pod = after.get();
            later(100, 5_000, () -> store.remove(pod.key()));
        }
    }

    private void bind(ObjectKey key) {
        String node = store.get(key, Pod.class)
                .filter(pod -> pod.spec().affinity().requiresNode())
                .map(DaemonSetController::target)
                .orElse("n" + bound++ % 5);
        if (store.bind(key, node) instanceof Outcome.Applied) {
            later(500, 20_000, () -> store.get(key, Pod.class).filter(healthy).ifPresent(this::becomeReady));
        }
    }

    void becomeReady(Pod pod) {
        setReady(pod, true);
    }

    void setReady(Pod pod, boolean ready) {
        Condition condition = new Condition("Ready", ready ? "True" : "False", "", "", timeline.instant());
        PodStatus status = new PodStatus(
                PodStatus.Phase.RUNNING,
                Optional.of(timeline.instant()),
                Optional.of(condition),
                List.of(condition),
                List.of(),
                "");
        store.apply(new Change.ReplaceStatus(pod.with(status)));
    }

    private void later(int fromMillis, int toMillis, Runnable event) {
        timeline.after(Duration.ofMillis(random.nextInt(fromMillis, toMillis)), event);
    }

    void pass(Duration length) {
        timeline.advance(length);
    }

    void create(KubeObject object) {
        if (!(store.apply(new Change.Create(object)) instanceof Outcome.Applied)) {
            throw new IllegalStateException("refused: " + object.key());
        }
    }

    Deployment deployment(String name) {
        return store.get(new ObjectKey("Deployment", "shop", name), Deployment.class)
                .orElseThrow();
    }

    void scale(String name, int replicas) {
        store.apply(new Change.SetReplicas(new ObjectKey("Deployment", "shop", name), replicas, 0));
    }

    void rollOut(String name, String image) {
        Deployment old = deployment(name);
        store.apply(new Change.Replace(new Deployment(
                old.meta(), old.replicas(), old.selector(), template(name, image), old.strategy(), old.status())));
    }

    List<Pod> pods(String app) {
        return store.pods("shop", LabelSelector.of("app", app));
    }

    static Deployment deployment(String name, int replicas, Deployment.Strategy strategy) {
        return new Deployment(
                ObjectMeta.named("shop", name),
                replicas,
                LabelSelector.of("app", name),
                template(name, "v1"),
                strategy,
                Deployment.Status.NONE);
    }

    static PodTemplate template(String app, String image) {
        Container plain = Container.named("main", Resources.of(100, 1 << 20), Resources.NONE);
        Container container = new Container(
                plain.name(),
                image,
                plain.requests(),
                plain.limits(),
                plain.hostPorts(),
                plain.startup(),
                plain.readiness(),
                plain.liveness(),
                plain.restartsAlways());
        return new PodTemplate(Sorted.of("app", app), Sorted.empty(), PodSpec.of(container));
    }

    static Node node(String name, boolean ready, Instant now) {
        return new Node(
                ObjectMeta.named("", name),
                "cloud:///" + name,
                false,
                List.of(),
                Resources.of(4_000, 16L << 30),
                Resources.of(3_800, 15L << 30),
                List.of(new Condition("Ready", ready ? "True" : "False", "", "", now)));
    }
}
