package dev.tidewright.insight.monitoring;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.Cluster.ClusterEvent;
import dev.tidewright.cluster.Cluster.Subscription;
import dev.tidewright.cluster.meters.Histogram;
import dev.tidewright.cluster.meters.Meters;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How long new pods and machines take, stage by stage: what an autoscaler's decision costs in seconds before it
/// serves.
/// Each pod and node counts once, when it is first ready; the 50,000 that were heard of last are remembered.
public final class LeadTimeMeters {
    private static final String STAGES = "tidewright_pod_lead_time_seconds";
    private static final String NODES = "tidewright_node_ready_seconds";
    private static final int REMEMBERED = 50_000;

    private final Histogram pods;
    private final Histogram nodes;
    private final Map<ObjectKey, Boolean> seen = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectKey, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    private LeadTimeMeters(Meters meters) {
        pods = meters.histogram(
                STAGES,
                "From a pod's creation to its node (scheduling), and from there until it was first ready (starting).",
                Histogram.exponential(0.5, 2, 12),
                "stage");
        nodes = meters.histogram(
                NODES, "From a node's registration until it was first ready.", Histogram.exponential(0.5, 2, 12));
    }

    /// Listens from now on; to what becomes of nodes only where the cluster knows them.
    public static Subscription follow(Cluster cluster, Meters meters) {
        var figures = new LeadTimeMeters(meters);
        cluster.list(Pod.class)
                .forEach(pod -> figures.ignore(pod.key(), pod.status().isReady()));
        if (cluster.knows(Node.class)) {
            cluster.list(Node.class).forEach(node -> figures.ignore(node.key(), node.isReady()));
        }
        return cluster.subscribe(figures::hear);
    }

    private synchronized void ignore(ObjectKey key, boolean ready) {
        if (ready) {
            seen.put(key, true);
        }
    }

    private synchronized void hear(ClusterEvent event) {
        if (event.type() == ClusterEvent.Type.DELETED) {
            seen.remove(event.object().key());
        } else if (event.object() instanceof Pod pod && pod.status().isReady() && first(pod.key())) {
            tell(pod);
        } else if (event.object() instanceof Node node && node.isReady() && first(node.key())) {
            since("Ready", node.conditions())
                    .ifPresent(ready -> observe(nodes, node.meta().created(), ready));
        }
    }

    private boolean first(ObjectKey key) {
        return seen.put(key, true) == null;
    }

    private void tell(Pod pod) {
        Optional<Instant> placed = since("PodScheduled", pod.status().conditions());
        Optional<Instant> ready = pod.status().ready().map(Condition::transition);
        placed.ifPresent(at -> observe(pods, pod.meta().created(), at, "scheduling"));
        if (placed.isPresent() && ready.isPresent()) {
            observe(pods, placed.get(), ready.get(), "starting");
        }
    }

    private static Optional<Instant> since(String type, Iterable<Condition> conditions) {
        for (Condition condition : conditions) {
            if (condition.type().equals(type) && condition.isTrue()) {
                return Optional.of(condition.transition());
            }
        }
        return Optional.empty();
    }

    private static void observe(Histogram histogram, Instant from, Instant to, String... labels) {
        if (!to.isBefore(from)) {
            histogram.observe(Duration.between(from, to), labels);
        }
    }
}
