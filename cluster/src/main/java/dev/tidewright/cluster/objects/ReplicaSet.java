package dev.tidewright.cluster.objects;

import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.PodTemplate;

/// `apps/v1` ReplicaSet.
public record ReplicaSet(
        ObjectMeta meta,
        int replicas,
        LabelSelector selector,
        PodTemplate template,
        int statusReplicas,
        int ready,
        int available)
        implements Workload {
    @Override
    public ReplicaSet with(ObjectMeta meta) {
        return new ReplicaSet(meta, replicas, selector, template, statusReplicas, ready, available);
    }

    @Override
    public ReplicaSet withStatusOf(KubeObject other) {
        ReplicaSet from = (ReplicaSet) other;
        return new ReplicaSet(meta, replicas, selector, template, from.statusReplicas, from.ready, from.available);
    }

    @Override
    public String kind() {
        return "ReplicaSet";
    }

    @Override
    public ReplicaSet withReplicas(int replicas) {
        return new ReplicaSet(meta, replicas, selector, template, statusReplicas, ready, available);
    }
}
