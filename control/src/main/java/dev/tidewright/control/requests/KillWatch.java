package dev.tidewright.control.requests;

import dev.tidewright.cluster.Cluster.ClusterEvent;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.requests.usage.Kill;
import dev.tidewright.core.requests.usage.Kills;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Hears of out-of-memory kills as pods change, and keeps them until a pass takes them. Thread-safe: events may come on
/// a thread of their own.
final class KillWatch implements Consumer<ClusterEvent> {
    /// A cluster in which more containers are killed within a minute has other troubles; the oldest are forgotten.
    private static final int MAX_KILLS = 1 << 14;

    private final boolean sidecars;
    private final Set<String> namespaces = new HashSet<>(); // never walked
    private final Map<ObjectKey, Pod> seen = new HashMap<>(); // never walked
    private final Deque<Kill> kills = new ArrayDeque<>();

    /// @param sidecars whether init containers that stay count too
    KillWatch(boolean sidecars) {
        this.sidecars = sidecars;
    }

    /// Watches the pods of an autoscaler's namespace from now on.
    synchronized void watch(String namespace, List<Pod> pods) {
        namespaces.add(namespace);
        for (Pod pod : pods) {
            seen.putIfAbsent(pod.key(), pod);
        }
    }

    @Override
    public void accept(ClusterEvent event) {
        if (event.object() instanceof Pod pod) {
            changed(event.type(), pod);
        }
    }

    private synchronized void changed(ClusterEvent.Type type, Pod pod) {
        if (!namespaces.contains(pod.meta().namespace())) {
            return;
        }
        if (type == ClusterEvent.Type.DELETED) {
            seen.remove(pod.key());
            return;
        }
        Pod before = seen.put(pod.key(), pod);
        if (before != null && before.meta().uid().equals(pod.meta().uid())) {
            Kills.between(before, pod, sidecars).forEach(this::keep);
        }
    }

    private void keep(Kill kill) {
        if (kills.size() >= MAX_KILLS) {
            kills.removeFirst();
        }
        kills.addLast(kill);
    }

    /// The kills since the last call, in order.
    synchronized List<Kill> taken() {
        List<Kill> taken = new ArrayList<>(kills);
        kills.clear();
        return taken;
    }
}
