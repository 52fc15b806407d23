package dev.tidewright.cluster.objects;

import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.PodTemplate;

/// `apps/v1` ReplicaSet.
///
/// @param statusReplicas  pods there are, terminating and finished ones not counted
/// @param available       pods that have been ready for `minReadySeconds`
public record ReplicaSet(
        ObjectMeta meta,
        int replicas,
        LabelSelector selector,
        PodTemplate template,
        int statusReplicas,
        int ready,
        int available,
        int minReadySeconds)
        implements PodSet {
    public ReplicaSet(
            ObjectMeta meta,
            int replicas,
            LabelSelector selector,
            PodTemplate template,
            int statusReplicas,
            int ready,
            int available) {
        this(meta, replicas, selector, template, statusReplicas, ready, available, 0);
    }

    @Override
    public ReplicaSet with(ObjectMeta meta) {
        return new ReplicaSet(meta, replicas, selector, template, statusReplicas, ready, available, minReadySeconds);
    }

    public ReplicaSet with(PodTemplate template) {
        return new ReplicaSet(meta, replicas, selector, template, statusReplicas, ready, available, minReadySeconds);
    }

    @Override
    public ReplicaSet withStatusOf(KubeObject other) {
        ReplicaSet from = (ReplicaSet) other;
        return new ReplicaSet(
                meta, replicas, selector, template, from.statusReplicas, from.ready, from.available, minReadySeconds);
    }

    @Override
    public ReplicaSet withFound(int count, int ready, int available) {
        return new ReplicaSet(meta, replicas, selector, template, count, ready, available, minReadySeconds);
    }

    @Override
    public String kind() {
        return "ReplicaSet";
    }

    @Override
    public ReplicaSet withReplicas(int replicas) {
        return new ReplicaSet(meta, replicas, selector, template, statusReplicas, ready, available, minReadySeconds);
    }
}
