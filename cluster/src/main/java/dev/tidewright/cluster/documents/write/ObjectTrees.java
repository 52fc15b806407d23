package dev.tidewright.cluster.documents.write;

import dev.tidewright.cluster.documents.AutoscalerStatusDocuments;
import dev.tidewright.cluster.documents.CheckpointDocuments;
import dev.tidewright.cluster.documents.JsonTrees;
import dev.tidewright.cluster.documents.VerticalAutoscalerStatusDocuments;
import dev.tidewright.cluster.objects.ConfigMap;
import dev.tidewright.cluster.objects.DaemonSet;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.cluster.objects.Job;
import dev.tidewright.cluster.objects.Other;
import dev.tidewright.cluster.objects.PodAutoscaler;
import dev.tidewright.cluster.objects.PodDisruptionBudget;
import dev.tidewright.cluster.objects.ReplicaSet;
import dev.tidewright.cluster.objects.ReplicationController;
import dev.tidewright.cluster.objects.StatefulSet;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import dev.tidewright.core.requests.usage.VerticalPodAutoscalerCheckpoint;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes an object of any kind whole: its origin, with what changed since laid over it.
///
/// The tree shares what did not change with the origin and with other answers: nobody may change it below its top.
public final class ObjectTrees {
    private static final Map<String, String> API_VERSIONS = Map.ofEntries( // never walked
            Map.entry("Deployment", "apps/v1"),
            Map.entry("ReplicaSet", "apps/v1"),
            Map.entry("StatefulSet", "apps/v1"),
            Map.entry("DaemonSet", "apps/v1"),
            Map.entry("Job", "batch/v1"),
            Map.entry("PodDisruptionBudget", "policy/v1"),
            Map.entry("HorizontalPodAutoscaler", "autoscaling/v2"),
            Map.entry(PodAutoscaler.KIND, PodAutoscaler.API_VERSION),
            Map.entry(ReplicationController.KIND, "v1"),
            Map.entry(ConfigMap.KIND, "v1"),
            Map.entry("VerticalPodAutoscaler", "autoscaling.k8s.io/v1"),
            Map.entry("VerticalPodAutoscalerCheckpoint", "autoscaling.k8s.io/v1"));

    private ObjectTrees() {}

    public static ObjectNode write(KubeObject object) {
        JsonNode origin = MetaTrees.origin(object.meta());
        ObjectNode tree = Nodes.object();
        tree.put("apiVersion", apiVersion(object, origin));
        tree.put("kind", origin.path("kind").asString(object.kind()));
        tree.set("metadata", meta(object));
        if (object instanceof ConfigMap map && !map.data().isEmpty()) {
            ObjectNode data = tree.putObject("data");
            map.data().forEach(data::put);
        }
        if (origin instanceof ObjectNode written) {
            written.properties().forEach(field -> {
                if (!tree.has(field.getKey())) {
                    tree.set(field.getKey(), field.getValue());
                }
            });
        }
        spec(object).ifPresent(spec -> tree.set("spec", spec));
        status(object).ifPresent(status -> tree.set("status", laidOver(origin.path("status"), status)));
        return tree;
    }

    /// A pod that is to end says how long it may take.
    private static ObjectNode meta(KubeObject object) {
        ObjectNode meta = MetaTrees.meta(object.meta());
        if (object instanceof Pod pod && pod.isTerminating()) {
            meta.put("deletionGracePeriodSeconds", pod.spec().terminationGrace().toSeconds());
        }
        return meta;
    }

    private static String apiVersion(KubeObject object, JsonNode origin) {
        String known = API_VERSIONS.get(object.kind());
        return known != null && !(object instanceof Other)
                ? known
                : origin.path("apiVersion").asString("v1");
    }

    /// The spec, where the world may have changed it.
    private static Optional<ObjectNode> spec(KubeObject object) {
        return switch (object) {
            case Pod pod -> Optional.of(podSpec(pod));
            case Node node -> Optional.of(NodeTrees.spec(node));
            case Deployment workload -> Optional.of(WorkloadTrees.spec(workload));
            case ReplicaSet workload -> Optional.of(WorkloadTrees.spec(workload));
            case ReplicationController workload -> Optional.of(WorkloadTrees.spec(workload));
            case StatefulSet workload -> Optional.of(WorkloadTrees.spec(workload));
            case DaemonSet workload -> Optional.of(WorkloadTrees.spec(workload));
            case Job job -> Optional.of(WorkloadTrees.spec(job));
            case VerticalPodAutoscalerCheckpoint checkpoint ->
                Optional.of(JsonTrees.tree(CheckpointDocuments.spec(checkpoint)));
            case PodDisruptionBudget budget -> Optional.of(spec(budget));
            default -> Optional.empty();
        };
    }

    private static ObjectNode spec(PodDisruptionBudget budget) {
        ObjectNode spec = Nodes.shallow(MetaTrees.origin(budget.meta()).path("spec"));
        budget.minAvailable().ifPresent(least -> Nodes.countOrPercent(spec, "minAvailable", least));
        budget.maxUnavailable().ifPresent(most -> Nodes.countOrPercent(spec, "maxUnavailable", most));
        budget.selector().ifPresent(selector -> spec.set("selector", MetaTrees.selector(selector)));
        return spec;
    }

    private static ObjectNode podSpec(Pod pod) {
        ObjectNode spec = PodSpecTrees.spec(pod.spec());
        pod.node().ifPresent(node -> spec.put("nodeName", node));
        return spec;
    }

    /// The status of the kinds whose status the world knows; empty for all others.
    public static Optional<ObjectNode> status(KubeObject object) {
        return switch (object) {
            case Pod pod -> Optional.of(PodStatusTrees.status(pod));
            case Node node -> Optional.of(NodeTrees.status(node));
            case Deployment workload -> Optional.of(WorkloadTrees.status(workload));
            case ReplicaSet workload -> Optional.of(WorkloadTrees.status(workload));
            case ReplicationController workload -> Optional.of(WorkloadTrees.status(workload));
            case StatefulSet workload -> Optional.of(WorkloadTrees.status(workload));
            case DaemonSet workload -> Optional.of(WorkloadTrees.status(workload));
            case Job job -> Optional.of(WorkloadTrees.status(job));
            case PodDisruptionBudget budget -> Optional.of(status(budget));
            case HorizontalPodAutoscaler autoscaler ->
                Optional.of(JsonTrees.tree(AutoscalerStatusDocuments.status(autoscaler.status())));
            case PodAutoscaler autoscaler ->
                Optional.of(JsonTrees.tree(
                        AutoscalerStatusDocuments.status(autoscaler.rules().status())));
            case VerticalPodAutoscaler autoscaler ->
                Optional.of(JsonTrees.tree(VerticalAutoscalerStatusDocuments.status(autoscaler.status())));
            case VerticalPodAutoscalerCheckpoint checkpoint ->
                Optional.of(JsonTrees.tree(CheckpointDocuments.status(checkpoint)));
            default -> Optional.empty();
        };
    }

    private static ObjectNode status(PodDisruptionBudget budget) {
        ObjectNode tree = Nodes.object();
        tree.put("observedGeneration", budget.meta().generation());
        tree.put("disruptionsAllowed", budget.allowed());
        tree.put("currentHealthy", budget.currentHealthy());
        tree.put("desiredHealthy", budget.desiredHealthy());
        tree.put("expectedPods", budget.expectedPods());
        return tree;
    }

    private static ObjectNode laidOver(JsonNode written, ObjectNode status) {
        if (written.isEmpty()) {
            return status;
        }
        ObjectNode tree = Nodes.shallow(written);
        tree.setAll(status);
        return tree;
    }
}
