package dev.tidewright.cluster.objects;

import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.PodTemplate;

/// `apps/v1` Deployment.
public record Deployment(
        ObjectMeta meta, int replicas, LabelSelector selector, PodTemplate template, Strategy strategy, Status status)
        implements Workload {
    /// How old pods give way to new ones.
    ///
    /// @param recreate       all old pods end before a new one starts
    /// @param maxSurge       pods above the wanted number: `25%` or a whole number
    /// @param maxUnavailable pods below it
    /// @param minReadySeconds how long a pod must be ready to count as available
    public record Strategy(boolean recreate, String maxSurge, String maxUnavailable, int minReadySeconds) {
        public static final Strategy DEFAULT = new Strategy(false, "25%", "25%", 0);
    }

    /// How the roll-out stands.
    public record Status(long observedGeneration, int replicas, int updated, int ready, int available) {
        public static final Status NONE = new Status(0, 0, 0, 0, 0);
    }

    @Override
    public Deployment with(ObjectMeta meta) {
        return new Deployment(meta, replicas, selector, template, strategy, status);
    }

    public Deployment with(PodTemplate template) {
        return new Deployment(meta, replicas, selector, template, strategy, status);
    }

    @Override
    public Deployment withStatusOf(KubeObject other) {
        return new Deployment(meta, replicas, selector, template, strategy, ((Deployment) other).status);
    }

    @Override
    public String kind() {
        return "Deployment";
    }

    @Override
    public int statusReplicas() {
        return status.replicas();
    }

    @Override
    public Deployment withReplicas(int replicas) {
        return new Deployment(meta, replicas, selector, template, strategy, status);
    }
}
