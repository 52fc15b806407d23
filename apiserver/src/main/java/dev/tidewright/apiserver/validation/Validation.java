package dev.tidewright.apiserver.validation;

import dev.tidewright.apiserver.resources.ResourceType;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// The rules of every built-in kind.
public final class Validation {
    private Validation() {}

    /// Checks an object that has its defaults.
    public static void check(Faults faults, ResourceType type, JsonNode object) {
        MetaChecks.check(faults, object.path("metadata"), nameForm(type));
        switch (type.group()) {
            case "" -> core(faults, type.kind(), object);
            case "apps", "batch", "policy", "autoscaling" -> workload(faults, type, object);
            default -> other(faults, type.kind(), object);
        }
    }

    /// The rules of every custom kind's metadata.
    public static void metadata(Faults faults, JsonNode object) {
        MetaChecks.check(faults, object.path("metadata"), Formats::subdomain);
    }

    private static Function<String, List<String>> nameForm(ResourceType type) {
        return switch (type.kind()) {
            case "Namespace", "StatefulSet" -> MetaChecks::noDots;
            case "Service" -> Formats::oldLabel;
            case "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding", "APIService" -> MetaChecks::pathSegment;
            default -> Formats::subdomain;
        };
    }

    private static void workload(Faults faults, ResourceType type, JsonNode object) {
        switch (type.kind()) {
            case "Deployment" -> WorkloadChecks.deployment(faults, object);
            case "StatefulSet" -> WorkloadChecks.statefulSet(faults, object);
            case "DaemonSet" -> WorkloadChecks.daemonSet(faults, object);
            case "ReplicaSet" -> WorkloadChecks.replicaSet(faults, object);
            case "Job" -> JobChecks.job(faults, object);
            case "CronJob" -> JobChecks.cronJob(faults, object);
            case "PodDisruptionBudget" -> WorkloadChecks.disruptionBudget(faults, object);
            case "ControllerRevision" -> {
                Checks.notNegative(faults, object, "revision", "");
                if (object.path("data").isNull() || object.path("data").isMissingNode()) {
                    faults.required("data", "data is mandatory");
                }
            }
            case "HorizontalPodAutoscaler" -> AutoscalerChecks.check(faults, object);
            default -> {} // metadata only
        }
    }

    private static void core(Faults faults, String kind, JsonNode object) {
        switch (kind) {
            case "Pod" -> PodChecks.pod(faults, object);
            case "Service" -> NetworkChecks.service(faults, object);
            case "ConfigMap" -> CoreChecks.configMap(faults, object);
            case "Secret" -> CoreChecks.secret(faults, object);
            case "Node" -> CoreChecks.node(faults, object);
            case "PersistentVolumeClaim" -> StorageChecks.claim(faults, object.path("spec"), "spec");
            case "PersistentVolume" -> StorageChecks.volume(faults, object);
            case "LimitRange" -> BoundChecks.limitRange(faults, object);
            case "ResourceQuota" -> BoundChecks.quota(faults, object);
            case "Endpoints" -> PolicyChecks.endpoints(faults, object);
            case "Event" -> CoreChecks.event(faults, object);
            case "ReplicationController" -> WorkloadChecks.replicationController(faults, object);
            default -> {} // metadata only
        }
    }

    private static void other(Faults faults, String kind, JsonNode object) {
        switch (kind) {
            case "Ingress" -> NetworkChecks.ingress(faults, object);
            case "NetworkPolicy" -> PolicyChecks.networkPolicy(faults, object);
            case "Role" -> ClusterChecks.role(faults, object, true);
            case "ClusterRole" -> {
                ClusterChecks.aggregation(faults, object);
                ClusterChecks.role(faults, object, false);
            }
            case "RoleBinding" -> ClusterChecks.binding(faults, object, true);
            case "ClusterRoleBinding" -> ClusterChecks.binding(faults, object, false);
            case "PriorityClass" -> ClusterChecks.priorityClass(faults, object);
            case "StorageClass" -> ClusterChecks.storageClass(faults, object);
            case "EndpointSlice" -> PolicyChecks.endpointSlice(faults, object);
            case "IngressClass" -> PolicyChecks.ingressClass(faults, object);
            case "RuntimeClass" -> {
                String handler = Checks.text(object, "handler");
                Checks.all(faults, "handler", handler, Formats.label(handler));
            }
            case "APIService" -> ClusterChecks.apiService(faults, object);
            case "Lease" -> CoreChecks.lease(faults, object);
            case "CustomResourceDefinition" -> DefinitionChecks.check(faults, object);
            default -> {} // metadata only
        }
    }
}
