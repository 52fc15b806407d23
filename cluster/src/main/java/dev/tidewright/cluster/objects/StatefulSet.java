package dev.tidewright.cluster.objects;

import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.PodTemplate;

/// `apps/v1` StatefulSet.
///
/// @param parallel `podManagementPolicy: Parallel`; otherwise one pod at a time, in order
public record StatefulSet(
        ObjectMeta meta,
        int replicas,
        LabelSelector selector,
        PodTemplate template,
        boolean parallel,
        int statusReplicas,
        int ready)
        implements Workload {
    @Override
    public StatefulSet with(ObjectMeta meta) {
        return new StatefulSet(meta, replicas, selector, template, parallel, statusReplicas, ready);
    }

    public StatefulSet with(PodTemplate template) {
        return new StatefulSet(meta, replicas, selector, template, parallel, statusReplicas, ready);
    }

    @Override
    public StatefulSet withStatusOf(KubeObject other) {
        StatefulSet from = (StatefulSet) other;
        return new StatefulSet(meta, replicas, selector, template, parallel, from.statusReplicas, from.ready);
    }

    @Override
    public String kind() {
        return "StatefulSet";
    }

    @Override
    public StatefulSet withReplicas(int replicas) {
        return new StatefulSet(meta, replicas, selector, template, parallel, statusReplicas, ready);
    }
}
