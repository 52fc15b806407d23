package dev.tidewright.simulator.faults;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.objects.DaemonSet;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.cluster.objects.StatefulSet;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.PodTemplate;
import java.util.ArrayList;
import java.util.List;

/// What people and pipelines do to workloads: a new image, a number of replicas.
final class ByHand {
    private final Cluster cluster;

    ByHand(Cluster cluster) {
        this.cluster = cluster;
    }

    /// Gives the workload's first container another image, as `kubectl set image` does.
    ///
    /// @return why it could not be done; empty where it was
    String roll(ObjectKey workload, String image) {
        var found = cluster.get(workload, KubeObject.class);
        if (found.isEmpty()) {
            return "there is no " + workload;
        }
        return switch (found.get()) {
            case Deployment was ->
                replace(new Deployment(
                        was.meta(),
                        was.replicas(),
                        was.selector(),
                        with(was.template(), image),
                        was.strategy(),
                        was.status()));
            case StatefulSet was ->
                replace(new StatefulSet(
                        was.meta(),
                        was.replicas(),
                        was.selector(),
                        with(was.template(), image),
                        was.parallel(),
                        was.statusReplicas(),
                        was.ready()));
            case DaemonSet was ->
                replace(new DaemonSet(
                        was.meta(), was.selector(), with(was.template(), image), was.desired(), was.ready()));
            default -> workload + " has no template to roll out";
        };
    }

    String scale(ObjectKey workload, int replicas) {
        return said(cluster.apply(new Change.SetReplicas(workload, replicas, 0)));
    }

    private String replace(KubeObject object) {
        return said(cluster.apply(new Change.Replace(object)));
    }

    private static String said(Cluster.Outcome outcome) {
        return switch (outcome) {
            case Cluster.Outcome.Applied applied -> "";
            case Cluster.Outcome.Overtaken overtaken -> "another writer came first";
            case Cluster.Outcome.Refused refused -> refused.reason();
        };
    }

    private static PodTemplate with(PodTemplate template, String image) {
        List<Container> containers = new ArrayList<>(template.spec().containers());
        containers.set(0, with(containers.getFirst(), image));
        return new PodTemplate(
                template.labels(), template.annotations(), template.spec().withContainers(containers));
    }

    private static Container with(Container container, String image) {
        return new Container(
                container.name(),
                image,
                container.requests(),
                container.limits(),
                container.hostPorts(),
                container.startup(),
                container.readiness(),
                container.liveness(),
                container.restartsAlways());
    }
}
