package dev.tidewright.cluster.objects;

import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.PodTemplate;

/// `v1` ReplicationController: a ReplicaSet of before there were Deployments. Its selector knows equality only.
///
/// @param statusReplicas pods there are, terminating and finished ones not counted
/// @param available      pods that have been ready for `minReadySeconds`
public record ReplicationController(
        ObjectMeta meta,
        int replicas,
        LabelSelector selector,
        PodTemplate template,
        int statusReplicas,
        int ready,
        int available,
        int minReadySeconds)
        implements PodSet {
    public static final String KIND = "ReplicationController";

    @Override
    public ReplicationController with(ObjectMeta meta) {
        return new ReplicationController(
                meta, replicas, selector, template, statusReplicas, ready, available, minReadySeconds);
    }

    public ReplicationController with(PodTemplate template) {
        return new ReplicationController(
                meta, replicas, selector, template, statusReplicas, ready, available, minReadySeconds);
    }

    @Override
    public ReplicationController withStatusOf(KubeObject other) {
        ReplicationController from = (ReplicationController) other;
        return withFound(from.statusReplicas, from.ready, from.available);
    }

    @Override
    public ReplicationController withFound(int count, int ready, int available) {
        return new ReplicationController(meta, replicas, selector, template, count, ready, available, minReadySeconds);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public ReplicationController withReplicas(int replicas) {
        return new ReplicationController(
                meta, replicas, selector, template, statusReplicas, ready, available, minReadySeconds);
    }
}
