package dev.tidewright.cluster.objects;

import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.PodTemplate;

/// An object that keeps a number of pods of one template, and that an autoscaler can scale.
public sealed interface Workload extends KubeObject permits Deployment, PodSet, StatefulSet {
    /// Pods wanted (`spec.replicas`).
    int replicas();

    LabelSelector selector();

    PodTemplate template();

    /// Pods there are, whatever their state (`status.replicas`).
    int statusReplicas();

    Workload withReplicas(int replicas);
}
