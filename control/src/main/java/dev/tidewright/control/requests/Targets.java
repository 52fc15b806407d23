package dev.tidewright.control.requests;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.objects.DaemonSet;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.cluster.objects.Job;
import dev.tidewright.cluster.objects.ReplicaSet;
import dev.tidewright.cluster.objects.ReplicationController;
import dev.tidewright.cluster.objects.StatefulSet;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import dev.tidewright.core.requests.update.Creators;
import java.util.List;
import java.util.Optional;

/// Finds what autoscalers are for: up from a pod to its top-most controller, down from a target to its pods.
///
/// Source: VPA's `target/controller_fetcher` and `target/fetcher.go`.
record Targets(Cluster cluster) implements Creators {
    /// Owners above owners; there are two levels in practice.
    private static final int LEVELS = 10;

    /// The workload that a pod belongs to in the end: for a ReplicaSet's pod the Deployment above it.
    Optional<ObjectKey> top(Pod pod) {
        Optional<ObjectKey> owner = controller(pod).filter(key -> !key.kind().equals("Node"));
        for (int level = 0; level < LEVELS && owner.isPresent(); level++) {
            Optional<ObjectKey> above = find(owner.get()).flatMap(Targets::controller);
            if (above.isEmpty()) {
                return owner;
            }
            owner = above;
        }
        return owner;
    }

    private static Optional<ObjectKey> controller(KubeObject object) {
        return object.meta()
                .controller()
                .map(owner -> new ObjectKey(owner.kind(), object.meta().namespace(), owner.name()));
    }

    private Optional<? extends KubeObject> find(ObjectKey key) {
        return switch (key.kind()) {
            case "Deployment" -> cluster.get(key, Deployment.class);
            case "ReplicaSet" -> cluster.get(key, ReplicaSet.class);
            case "StatefulSet" -> cluster.get(key, StatefulSet.class);
            case "DaemonSet" -> cluster.get(key, DaemonSet.class);
            case "Job" -> cluster.get(key, Job.class);
            case ReplicationController.KIND -> cluster.get(key, ReplicationController.class);
            default -> Optional.empty();
        };
    }

    static Optional<ObjectKey> targetOf(VerticalPodAutoscaler vpa) {
        return vpa.spec()
                .target()
                .map(target -> new ObjectKey(target.kind(), vpa.meta().namespace(), target.name()));
    }

    /// Which pods an autoscaler's target has; empty where there is no such target, or nobody can tell.
    Optional<LabelSelector> selector(VerticalPodAutoscaler vpa) {
        return targetOf(vpa).flatMap(this::find).flatMap(Targets::selector);
    }

    private static Optional<LabelSelector> selector(KubeObject workload) {
        return switch (workload) {
            case Deployment deployment -> Optional.of(deployment.selector());
            case ReplicaSet set -> Optional.of(set.selector());
            case ReplicationController set -> Optional.of(set.selector());
            case StatefulSet set -> Optional.of(set.selector());
            case DaemonSet set -> Optional.of(set.selector());
            case Job job -> Optional.of(new LabelSelector(job.template().labels(), List.of()));
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<Integer> replicas(ObjectKey creator) {
        return find(creator).map(object -> switch (object) {
            case Deployment deployment -> deployment.replicas();
            case ReplicaSet set -> set.replicas();
            case ReplicationController set -> set.replicas();
            case StatefulSet set -> set.replicas();
            case DaemonSet set -> set.ready();
            default -> 0;
        });
    }
}
