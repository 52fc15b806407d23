package dev.tidewright.apiserver.defaulting;

import dev.tidewright.apiserver.resources.ResourceType;
import tools.jackson.databind.node.ObjectNode;

/// The defaults of every built-in kind, by kind.
public final class Defaulting {
    private Defaulting() {}

    /// @param tree belongs to the caller and is changed; autoscalers are in `autoscaling/v2`
    public static void fill(ResourceType type, ObjectNode tree) {
        switch (type.group()) {
            case "" -> core(type.kind(), tree);
            case "apps", "batch", "autoscaling" -> workload(type.kind(), tree);
            default -> other(type.kind(), tree);
        }
    }

    private static void workload(String kind, ObjectNode tree) {
        switch (kind) {
            case "Deployment" -> WorkloadDefaults.deployment(tree);
            case "StatefulSet" -> WorkloadDefaults.statefulSet(tree);
            case "DaemonSet" -> WorkloadDefaults.daemonSet(tree);
            case "ReplicaSet" -> WorkloadDefaults.replicaSet(tree);
            case "Job" -> WorkloadDefaults.job(tree);
            case "CronJob" -> WorkloadDefaults.cronJob(tree);
            case "HorizontalPodAutoscaler" -> WorkloadDefaults.autoscaler(tree);
            default -> {} // nothing is filled in
        }
    }

    private static void core(String kind, ObjectNode tree) {
        switch (kind) {
            case "Pod" -> PodDefaults.pod(Trees.object(tree, "spec"));
            case "PodTemplate" -> PodDefaults.template(Trees.object(tree, "template"));
            case "ReplicationController" -> WorkloadDefaults.replicationController(tree);
            case "Service" -> OtherDefaults.service(tree);
            case "Secret" -> OtherDefaults.secret(tree);
            case "Namespace" -> OtherDefaults.namespace(tree);
            case "PersistentVolumeClaim" -> OtherDefaults.claim(tree);
            case "PersistentVolume" -> OtherDefaults.volume(tree);
            case "LimitRange" -> OtherDefaults.limitRange(tree);
            case "Endpoints" -> OtherDefaults.endpoints(tree);
            default -> {} // nothing is filled in
        }
    }

    private static void other(String kind, ObjectNode tree) {
        switch (kind) {
            case "EndpointSlice" -> OtherDefaults.endpointSlice(tree);
            case "NetworkPolicy" -> OtherDefaults.networkPolicy(tree);
            case "IngressClass" -> OtherDefaults.ingressClass(tree);
            case "RoleBinding", "ClusterRoleBinding" -> OtherDefaults.binding(tree);
            case "PriorityClass" -> OtherDefaults.priorityClass(tree);
            case "StorageClass" -> OtherDefaults.storageClass(tree);
            case "APIService" -> OtherDefaults.apiService(tree);
            case "ValidatingWebhookConfiguration" -> OtherDefaults.webhooks(tree, false);
            case "MutatingWebhookConfiguration" -> OtherDefaults.webhooks(tree, true);
            case "CustomResourceDefinition" -> OtherDefaults.definition(tree);
            default -> {} // nothing is filled in
        }
    }
}
