package dev.tidewright.cluster.documents.write;

import dev.tidewright.cluster.objects.DaemonSet;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.cluster.objects.Job;
import dev.tidewright.cluster.objects.PodSet;
import dev.tidewright.cluster.objects.ReplicaSet;
import dev.tidewright.cluster.objects.ReplicationController;
import dev.tidewright.cluster.objects.StatefulSet;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.PodTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes the spec and the status of the kinds that keep pods.
final class WorkloadTrees {
    private WorkloadTrees() {}

    static ObjectNode spec(Deployment deployment) {
        ObjectNode spec = spec(deployment.meta(), deployment.selector(), deployment.template());
        spec.put("replicas", deployment.replicas());
        if (!spec.has("strategy")) {
            strategy(spec, deployment.strategy());
        }
        return spec;
    }

    private static void strategy(ObjectNode spec, Deployment.Strategy strategy) {
        ObjectNode tree = spec.putObject("strategy");
        tree.put("type", strategy.recreate() ? "Recreate" : "RollingUpdate");
        if (!strategy.recreate()) {
            ObjectNode rolling = tree.putObject("rollingUpdate");
            Nodes.countOrPercent(rolling, "maxSurge", strategy.maxSurge());
            Nodes.countOrPercent(rolling, "maxUnavailable", strategy.maxUnavailable());
        }
    }

    static ObjectNode spec(ReplicaSet set) {
        ObjectNode spec = spec(set.meta(), set.selector(), set.template());
        spec.put("replicas", set.replicas());
        if (set.minReadySeconds() > 0) {
            spec.put("minReadySeconds", set.minReadySeconds());
        }
        return spec;
    }

    static ObjectNode spec(ReplicationController set) {
        JsonNode origin = MetaTrees.origin(set.meta()).path("spec");
        ObjectNode spec = Nodes.shallow(origin);
        if (!spec.has("selector")) {
            ObjectNode selector = spec.putObject("selector");
            set.selector().matchLabels().forEach(selector::put);
        }
        spec.set("template", PodSpecTrees.template(set.template(), origin.path("template")));
        spec.put("replicas", set.replicas());
        return spec;
    }

    static ObjectNode spec(StatefulSet set) {
        ObjectNode spec = spec(set.meta(), set.selector(), set.template());
        spec.put("replicas", set.replicas());
        return spec;
    }

    static ObjectNode spec(DaemonSet set) {
        return spec(set.meta(), set.selector(), set.template());
    }

    static ObjectNode spec(Job job) {
        JsonNode origin = MetaTrees.origin(job.meta()).path("spec");
        ObjectNode spec = Nodes.shallow(origin);
        spec.put("parallelism", job.parallelism());
        spec.put("completions", job.completions());
        spec.put("backoffLimit", job.backoffLimit());
        spec.set("template", PodSpecTrees.template(job.template(), origin.path("template")));
        return spec;
    }

    private static ObjectNode spec(ObjectMeta meta, LabelSelector selector, PodTemplate template) {
        JsonNode origin = MetaTrees.origin(meta).path("spec");
        ObjectNode spec = Nodes.shallow(origin);
        if (!spec.has("selector")) {
            spec.set("selector", MetaTrees.selector(selector));
        }
        spec.set("template", PodSpecTrees.template(template, origin.path("template")));
        return spec;
    }

    /// Source of the conditions: `pkg/controller/deployment/util`.
    static ObjectNode status(Deployment deployment) {
        Deployment.Status status = deployment.status();
        ObjectNode tree = Nodes.object();
        tree.put("observedGeneration", status.observedGeneration());
        count(tree, "replicas", status.replicas());
        count(tree, "updatedReplicas", status.updated());
        count(tree, "readyReplicas", status.ready());
        count(tree, "availableReplicas", status.available());
        count(tree, "unavailableReplicas", Math.max(0, status.replicas() - status.available()));
        if (status.observedGeneration() > 0) {
            DeploymentConditions.write(tree, deployment);
        }
        return tree;
    }

    /// Both kinds of sets tell the same.
    static ObjectNode status(ReplicaSet set) {
        return status(set, set.ready(), set.available());
    }

    static ObjectNode status(ReplicationController set) {
        return status(set, set.ready(), set.available());
    }

    private static ObjectNode status(PodSet set, int ready, int available) {
        ObjectNode tree = Nodes.object();
        tree.put("observedGeneration", set.meta().generation());
        tree.put("replicas", set.statusReplicas());
        count(tree, "fullyLabeledReplicas", set.statusReplicas());
        count(tree, "readyReplicas", ready);
        count(tree, "availableReplicas", available);
        return tree;
    }

    static ObjectNode status(StatefulSet set) {
        ObjectNode tree = Nodes.object();
        String revision = set.meta().name() + "-1";
        tree.put("observedGeneration", set.meta().generation());
        tree.put("replicas", set.statusReplicas());
        count(tree, "readyReplicas", set.ready());
        tree.put("availableReplicas", set.ready());
        count(tree, "currentReplicas", set.statusReplicas());
        count(tree, "updatedReplicas", set.statusReplicas());
        tree.put("currentRevision", revision);
        tree.put("updateRevision", revision);
        tree.put("collisionCount", 0);
        return tree;
    }

    static ObjectNode status(DaemonSet set) {
        ObjectNode tree = Nodes.object();
        tree.put("observedGeneration", set.meta().generation());
        tree.put("desiredNumberScheduled", set.desired());
        tree.put("currentNumberScheduled", set.desired());
        tree.put("updatedNumberScheduled", set.desired());
        tree.put("numberMisscheduled", 0);
        tree.put("numberReady", set.ready());
        count(tree, "numberAvailable", set.ready());
        count(tree, "numberUnavailable", Math.max(0, set.desired() - set.ready()));
        return tree;
    }

    static ObjectNode status(Job job) {
        ObjectNode tree = Nodes.object();
        count(tree, "active", job.active());
        count(tree, "succeeded", job.succeeded());
        count(tree, "failed", job.failed());
        if (!job.meta().created().equals(java.time.Instant.EPOCH)) {
            tree.put("startTime", Nodes.time(job.meta().created()));
        }
        boolean complete = job.succeeded() >= job.completions() && job.active() == 0 && job.completions() > 0;
        boolean failed = job.failed() > job.backoffLimit();
        if (complete || failed) {
            ObjectNode condition = tree.putArray("conditions").addObject();
            condition.put("type", complete ? "Complete" : "Failed");
            condition.put("status", "True");
        }
        return tree;
    }

    /// Upstream's types leave a count of 0 out (`omitempty`).
    static void count(ObjectNode tree, String name, int count) {
        if (count != 0) {
            tree.put(name, count);
        }
    }
}
