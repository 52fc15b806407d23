package dev.tidewright.control.requests;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.Cluster.ClusterEvent;
import dev.tidewright.cluster.Cluster.Subscription;
import dev.tidewright.cluster.loop.LoopRuntime;
import dev.tidewright.cluster.loop.Reconciler;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import java.time.Duration;

/// Has a loop driven for every autoscaler there is and will be.
final class EachAutoscaler {
    private EachAutoscaler() {}

    /// @param first how long after it was seen an autoscaler comes up first
    static Subscription drive(LoopRuntime runtime, Cluster cluster, String name, Reconciler loop, Duration first) {
        LoopRuntime.Queue queue = runtime.drive(name, loop);
        Subscription subscription = cluster.subscribe(event -> {
            if (event.object() instanceof VerticalPodAutoscaler vpa && event.type() != ClusterEvent.Type.MODIFIED) {
                queue.addAfter(vpa.key(), first);
            }
        });
        for (VerticalPodAutoscaler vpa : cluster.list(VerticalPodAutoscaler.class)) {
            queue.addAfter(vpa.key(), first);
        }
        return subscription;
    }
}
