package dev.tidewright.apiserver.storage;

import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.cluster.documents.JsonOrigin;
import dev.tidewright.cluster.objects.ReplicaSet;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodStatus.Phase;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The fields by which a kind's objects can be selected, and what an object has in them.
final class SelectableFields {
    private static final Map<String, List<String>> OWN = Map.of( // never walked
            "Pod",
            List.of(
                    "spec.nodeName",
                    "spec.restartPolicy",
                    "spec.schedulerName",
                    "spec.serviceAccountName",
                    "spec.hostNetwork",
                    "status.phase",
                    "status.podIP",
                    "status.podIPs",
                    "status.nominatedNodeName"),
            "Event",
            List.of(
                    "involvedObject.kind",
                    "involvedObject.namespace",
                    "involvedObject.name",
                    "involvedObject.uid",
                    "involvedObject.apiVersion",
                    "involvedObject.resourceVersion",
                    "involvedObject.fieldPath",
                    "regarding.kind",
                    "regarding.namespace",
                    "regarding.name",
                    "regarding.uid",
                    "reason",
                    "reportingComponent",
                    "source",
                    "type"),
            "Node",
            List.of("spec.unschedulable"),
            "Namespace",
            List.of("status.phase"),
            "Secret",
            List.of("type"),
            "ReplicaSet",
            List.of("status.replicas"),
            "ReplicationController",
            List.of("status.replicas"),
            "Job",
            List.of("status.successful"),
            "CertificateSigningRequest",
            List.of("spec.signerName"));

    private SelectableFields() {}

    static boolean has(ResourceType type, String field) {
        return field.equals("metadata.name")
                || (field.equals("metadata.namespace") && type.namespaced())
                || (!type.custom() && OWN.getOrDefault(type.kind(), List.of()).contains(field));
    }

    static String value(KubeObject object, String field) {
        return switch (field) {
            case "metadata.name" -> object.meta().name();
            case "metadata.namespace" -> object.meta().namespace();
            default ->
                switch (object) {
                    case Pod pod -> ofPod(pod, field);
                    case Node node -> Boolean.toString(node.unschedulable());
                    case ReplicaSet set -> Integer.toString(set.statusReplicas());
                    default -> ofOrigin(object, field);
                };
        };
    }

    private static String ofPod(Pod pod, String field) {
        return switch (field) {
            case "spec.nodeName" -> pod.node().orElse("");
            case "spec.restartPolicy" -> pod.spec().restartPolicy();
            case "spec.schedulerName" -> pod.spec().schedulerName();
            case "spec.hostNetwork" -> Boolean.toString(pod.spec().hostNetwork());
            case "status.phase" -> word(pod.status().phase());
            case "status.nominatedNodeName" -> pod.status().nominatedNode();
            case "spec.serviceAccountName" ->
                pod.spec().origin() instanceof JsonOrigin origin
                        ? origin.tree().path("serviceAccountName").asString("default")
                        : "default";
            default -> "";
        };
    }

    private static String word(Phase phase) {
        return switch (phase) {
            case PENDING -> "Pending";
            case RUNNING -> "Running";
            case SUCCEEDED -> "Succeeded";
            case FAILED -> "Failed";
            case UNKNOWN -> "Unknown";
        };
    }

    private static String ofOrigin(KubeObject object, String field) {
        if (!(object.meta().origin() instanceof JsonOrigin origin)) {
            return "";
        }
        String path = field.startsWith("regarding.") ? "involvedObject" + field.substring(9) : field;
        if (path.equals("source")) {
            path = "source.component";
        }
        JsonNode value = origin.tree();
        for (String step : path.split("\\.")) {
            value = value.path(step);
        }
        return value.asString("");
    }
}
