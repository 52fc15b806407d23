package dev.tidewright.kubernetes.ownership;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.loop.LoopRuntime;
import dev.tidewright.cluster.loop.Reconciler;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A cluster without the autoscalers that another controller acts on: loops neither see nor write these. Each refusal
/// is told
/// by an event on the autoscaler and a log line. Thread-safe.
public final class OwnedCluster implements Cluster {
    private static final Logger LOG = LoggerFactory.getLogger(OwnedCluster.class);
    private final Cluster cluster;
    private final OtherWriters others;
    private final InstantSource clock;
    private final Set<ObjectKey> refused = ConcurrentHashMap.newKeySet();
    private final List<Consumer<ClusterEvent>> listeners = new CopyOnWriteArrayList<>();

    public OwnedCluster(Cluster cluster, OtherWriters others, InstantSource clock) {
        this.cluster = cluster;
        this.others = others;
        this.clock = clock;
    }

    /// Judges all autoscalers that are and will be, before loops start, and again as others write or fall silent.
    public Subscription start(LoopRuntime runtime) {
        LoopRuntime.Queue queue = runtime.drive("ownership", this::judgeAgain);
        for (HorizontalPodAutoscaler autoscaler : cluster.list(HorizontalPodAutoscaler.class)) {
            judge(autoscaler.key()).ifPresent(again -> queue.addAfter(autoscaler.key(), again));
        }
        return cluster.subscribe(event -> {
            if (event.object() instanceof HorizontalPodAutoscaler autoscaler) {
                heard(event, autoscaler.key(), queue);
            }
        });
    }

    private void heard(ClusterEvent event, ObjectKey key, LoopRuntime.Queue queue) {
        if (event.type() == ClusterEvent.Type.DELETED) {
            others.forget(key);
            refused.remove(key);
        } else {
            judge(key).ifPresent(again -> queue.addAfter(key, again));
        }
    }

    private Reconciler.Outcome judgeAgain(ObjectKey key) {
        return judge(key).map(Reconciler.Outcome::again).orElse(Reconciler.Outcome.DONE);
    }

    /// @return when to judge again; empty: only when something is heard
    private Optional<Duration> judge(ObjectKey key) {
        Optional<OtherWriters.Write> other = others.active(key, clock.instant());
        if (other.isEmpty()) {
            if (refused.remove(key)) {
                LOG.info("object={} owned again: no other controller wrote it for {}", key, OtherWriters.QUIET);
                cluster.get(key, HorizontalPodAutoscaler.class)
                        .ifPresent(autoscaler -> tell(new ClusterEvent(ClusterEvent.Type.ADDED, autoscaler)));
            }
            return Optional.empty();
        }
        if (refused.add(key)) {
            String words = ("%s acts on this autoscaler (it wrote the status at %s), so Tidewright does not. Switch off"
                            + " its controller (--controllers=*,-horizontal-pod-autoscaler-controller), or delete the"
                            + " autoscaler.")
                    .formatted(other.get().manager(), other.get().at());
            LOG.warn("object={} not owned: {}", key, words);
            cluster.apply(new Change.Emit(key, "Warning", "NotOwned", words));
        }
        Duration left = OtherWriters.QUIET.minus(Duration.between(other.get().at(), clock.instant()));
        return Optional.of(left.plusSeconds(1));
    }

    private void tell(ClusterEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    /// The autoscalers that another controller acts on.
    public int refused() {
        return refused.size();
    }

    @Override
    public <T extends KubeObject> Optional<T> get(ObjectKey key, Class<T> type) {
        return refused.contains(key) ? Optional.empty() : cluster.get(key, type);
    }

    @Override
    public boolean knows(Class<? extends KubeObject> type) {
        return cluster.knows(type);
    }

    @Override
    public <T extends KubeObject> List<T> list(Class<T> type) {
        List<T> all = cluster.list(type);
        return type.equals(HorizontalPodAutoscaler.class) && !refused.isEmpty()
                ? all.stream().filter(each -> !refused.contains(each.key())).toList()
                : all;
    }

    @Override
    public List<Pod> pods(String namespace, LabelSelector selector) {
        return cluster.pods(namespace, selector);
    }

    @Override
    public List<Pod> podsOn(String node) {
        return cluster.podsOn(node);
    }

    @Override
    public Outcome apply(Change change) {
        return cluster.apply(change);
    }

    @Override
    public Subscription subscribe(Consumer<ClusterEvent> listener) {
        Consumer<ClusterEvent> own = event -> {
            if (!refused.contains(event.object().key())) {
                listener.accept(event);
            }
        };
        Subscription below = cluster.subscribe(own);
        listeners.add(listener);
        return () -> {
            below.close();
            listeners.remove(listener);
        };
    }
}
