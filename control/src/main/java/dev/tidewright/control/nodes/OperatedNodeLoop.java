package dev.tidewright.control.nodes;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.NodeGroups;
import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.cluster.loop.LoopRuntime;
import dev.tidewright.cluster.loop.Reconciler;
import dev.tidewright.cluster.objects.ReplicaSet;
import dev.tidewright.cluster.objects.Workload;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.ObjectKey;
import java.util.List;
import java.util.Map;

/// The node loop of a cluster whose operator changes settings while it runs, in the status ConfigMap. When they change,
/// a new loop takes over with the new ones, as cluster-autoscaler does when its Deployment rolls: it knows what the
/// cluster tells, and nothing of what the one before remembered. Not thread-safe.
public final class OperatedNodeLoop implements Reconciler {
    private final Parts parts;
    private final WrittenSettings settings;
    private Map<String, List<String>> written;
    private NodeScalingLoop loop;

    private record Parts(LoopRuntime runtime, Cluster cluster, NodeGroups cloud, Journal journal) {
        NodeScalingLoop loop(NodeScalingSettings settings) {
            return new NodeScalingLoop(cluster, cloud, journal, runtime.clock(), settings, runtime.meters());
        }
    }

    private OperatedNodeLoop(Parts parts, WrittenSettings settings) {
        this.parts = parts;
        this.settings = settings;
        this.written = settings.now();
        this.loop = parts.loop(settings.with(written));
    }

    /// Builds a loop and has it driven.
    ///
    /// @param flags as [NodeScalingSettings#parse] takes them
    /// @throws IllegalArgumentException naming the flag that cannot be used
    public static OperatedNodeLoop start(
            LoopRuntime runtime, Cluster cluster, NodeGroups cloud, Journal journal, Map<String, List<String>> flags) {
        var parts = new Parts(runtime, cluster, cloud, journal);
        var operated = new OperatedNodeLoop(parts, new WrittenSettings(cluster, flags));
        LoopRuntime.Queue queue = runtime.drive("nodes", operated);
        queue.add(NodeScalingLoop.KEY);
        cluster.subscribe(event -> {
            if (operated.loop.settings().aheadOfPods()
                    && event.object() instanceof Workload workload
                    && workload.replicas() > workload.statusReplicas()
                    && !(workload instanceof ReplicaSet)) {
                queue.add(NodeScalingLoop.KEY);
            }
        });
        return operated;
    }

    @Override
    public Outcome reconcile(ObjectKey key) {
        Map<String, List<String>> now = settings.now();
        if (!now.equals(written)) {
            change(now);
        }
        return loop.reconcile(key);
    }

    private void change(Map<String, List<String>> now) {
        Explanation why = because("settings are written into the status ConfigMap");
        for (Map.Entry<String, List<String>> setting : now.entrySet()) {
            why = why.given(setting.getKey(), setting.getValue().getLast());
        }
        parts.journal()
                .record(new Journal.Entry(
                        parts.runtime().clock().instant(), "nodes", NodeScalingLoop.KEY, "configure", why, List.of()));
        written = now;
        loop.close();
        loop = parts.loop(settings.with(now));
    }
}
