package dev.tidewright.control.nodes;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.objects.PodDisruptionBudget;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A cluster of a few objects. Evicted pods are gone at once, and a ReplicaSet's pod comes back elsewhere where it is
/// told
/// to. Writes can be made to end in a crash.
final class SmallCluster implements Cluster {
    /// What a crash looks like to the loop: the write happened, its answer never came.
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    final TreeMap<ObjectKey, KubeObject> objects = new TreeMap<>();
    final List<String> events = new ArrayList<>();
    final List<ObjectKey> evicted = new ArrayList<>();
    private final List<Consumer<ClusterEvent>> listeners = new ArrayList<>();
    private final InstantSource clock;
    private final Crashes crashes;
    private long version;

    SmallCluster(InstantSource clock, Crashes crashes) {
        this.clock = clock;
        this.crashes = crashes;
    }

    void put(KubeObject object) {
        version++;
        KubeObject stored = switch (object) {
            case Node node -> node.with(node.meta().withVersion(version));
            case Pod pod -> pod.with(pod.meta().withVersion(version));
            default -> object;
        };
        objects.put(stored.key(), stored);
        listeners.forEach(listener -> listener.accept(new ClusterEvent(ClusterEvent.Type.MODIFIED, stored)));
    }

    void remove(ObjectKey key) {
        KubeObject gone = objects.remove(key);
        if (gone != null) {
            listeners.forEach(listener -> listener.accept(new ClusterEvent(ClusterEvent.Type.DELETED, gone)));
        }
    }

    Node node(String name) {
        return get(new ObjectKey("Node", "", name), Node.class).orElseThrow();
    }

    /// What a scheduler says of a pod without a place.
    static Condition unschedulable(InstantSource clock) {
        return new Condition("PodScheduled", "False", "Unschedulable", "", clock.instant());
    }

    @Override
    public <T extends KubeObject> Optional<T> get(ObjectKey key, Class<T> type) {
        return Optional.ofNullable(objects.get(key)).filter(type::isInstance).map(type::cast);
    }

    @Override
    public <T extends KubeObject> List<T> list(Class<T> type) {
        return objects.values().stream()
                .filter(type::isInstance)
                .<T>map(type::cast)
                .toList();
    }

    @Override
    public List<Pod> pods(String namespace, LabelSelector selector) {
        return list(Pod.class).stream()
                .filter(pod -> pod.meta().namespace().equals(namespace)
                        && selector.matches(pod.meta().labels()))
                .toList();
    }

    @Override
    public List<Pod> podsOn(String node) {
        return list(Pod.class).stream()
                .filter(pod -> pod.node().equals(Optional.of(node)))
                .toList();
    }

    @Override
    public Outcome apply(Change change) {
        Outcome outcome = write(change);
        crashes.after("write");
        return outcome;
    }

    private Outcome write(Change change) {
        return switch (change) {
            case Change.Emit(ObjectKey about, String type, String reason, String message) -> {
                events.add(reason + " " + about + " " + message);
                yield new Outcome.Applied(version);
            }
            case Change.SetTaints taints -> {
                Node node = node(taints.node());
                if (node.meta().version() != taints.version()) {
                    yield new Outcome.Overtaken();
                }
                put(node.withTaints(taints.taints(), taints.unschedulable()));
                yield new Outcome.Applied(version);
            }
            case Change.Evict(ObjectKey pod, var grace) -> evict(pod);
            case Change.ReplaceStatus(KubeObject object) -> {
                put(object);
                yield new Outcome.Applied(version);
            }
            case Change.Create(KubeObject object) -> {
                put(object);
                yield new Outcome.Applied(version);
            }
            case Change.Replace(KubeObject object) -> {
                put(object);
                yield new Outcome.Applied(version);
            }
            default -> throw new IllegalArgumentException("not expected of the node loop: " + change);
        };
    }

    private Outcome evict(ObjectKey key) {
        Pod pod = get(key, Pod.class).orElseThrow();
        for (PodDisruptionBudget budget : list(PodDisruptionBudget.class)) {
            if (budget.selector().orElseThrow().matches(pod.meta().labels())) {
                if (budget.allowed() < 1) {
                    return new Outcome.Refused("Cannot evict pod as it would violate the pod's disruption budget.");
                }
                put(allowing(budget, budget.allowed() - 1));
            }
        }
        evicted.add(key);
        remove(key);
        return new Outcome.Applied(version);
    }

    static PodDisruptionBudget allowing(PodDisruptionBudget budget, int allowed) {
        return new PodDisruptionBudget(
                budget.meta(),
                budget.minAvailable(),
                budget.maxUnavailable(),
                budget.selector(),
                allowed,
                budget.currentHealthy(),
                budget.desiredHealthy(),
                budget.expectedPods());
    }

    @Override
    public Subscription subscribe(Consumer<ClusterEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    InstantSource clock() {
        return clock;
    }
}
