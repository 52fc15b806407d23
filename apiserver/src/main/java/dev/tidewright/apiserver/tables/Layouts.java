package dev.tidewright.apiserver.tables;

import dev.tidewright.apiserver.resources.CustomKinds;
import dev.tidewright.apiserver.resources.CustomVersion;
import dev.tidewright.apiserver.resources.ResourceType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The layout of every kind: columns as a kube-apiserver of 1.34 tells them, written down by `bin/kubernetes-columns`.
final class Layouts {
    private static final String COLUMNS = "columns.json";
    private static final Column NAME =
            new Column("Name", "string", "name", "Name must be unique within a namespace.", 0);

    private final CustomKinds kinds;
    private final Map<String, Layout> builtIn = new ConcurrentHashMap<>(); // one per resource
    private volatile Optional<JsonNode> columns = Optional.empty();

    Layouts(CustomKinds kinds) {
        this.kinds = kinds;
    }

    Layout of(ResourceType type) {
        Optional<CustomVersion> custom = kinds.find(type);
        if (custom.isPresent()) {
            return CustomRow.layout(NAME, custom.get());
        }
        return builtIn.computeIfAbsent(type.apiVersion() + " " + type.plural(), key -> builtIn(type, key));
    }

    private Layout builtIn(ResourceType type, String key) {
        if (type.group().equals("metrics.k8s.io")) {
            return new Layout(
                    List.of(
                            NAME,
                            new Column("cpu", "quantity", "", "", 0),
                            new Column("memory", "quantity", "", "", 0),
                            new Column("Window", "duration", "", "", 0)),
                    OtherRows::metrics);
        }
        JsonNode definitions = columns().path(key);
        if (definitions.isMissingNode()) {
            return new Layout(List.of(NAME, new Column("Created At", "date", "", "", 0)), OtherRows::createdAt);
        }
        List<Column> read = new ArrayList<>();
        definitions.forEach(definition -> read.add(Column.of(definition)));
        boolean createdAt = read.size() == 2 && read.getLast().type().equals("date");
        return new Layout(read, createdAt ? OtherRows::createdAt : row(type.kind()));
    }

    private JsonNode columns() {
        Optional<JsonNode> known = columns;
        if (known.isPresent()) {
            return known.get();
        }
        try (InputStream in = Objects.requireNonNull(Layouts.class.getResourceAsStream(COLUMNS), COLUMNS)) {
            JsonNode read = JsonMapper.shared().readTree(in);
            columns = Optional.of(read);
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Layout.Row row(String kind) {
        return switch (kind) {
            case "Pod" -> PodRow::fill;
            case "HorizontalPodAutoscaler" -> AutoscalerRow::fill;
            case "Event" -> EventRow::fill;
            case "Deployment" -> WorkloadRows::deployment;
            case "ReplicaSet" -> WorkloadRows::replicaSet;
            case "ReplicationController" -> WorkloadRows::replicationController;
            case "StatefulSet" -> WorkloadRows::statefulSet;
            case "DaemonSet" -> WorkloadRows::daemonSet;
            case "Job" -> WorkloadRows::job;
            case "CronJob" -> WorkloadRows::cronJob;
            case "PodDisruptionBudget" -> WorkloadRows::disruptionBudget;
            case "PodTemplate" -> WorkloadRows::podTemplate;
            case "ControllerRevision" -> WorkloadRows::controllerRevision;
            case "Service" -> NetworkRows::service;
            case "Ingress" -> NetworkRows::ingress;
            case "IngressClass" -> NetworkRows::ingressClass;
            case "NetworkPolicy" -> NetworkRows::networkPolicy;
            case "ServiceCIDR" -> NetworkRows::serviceCidr;
            case "IPAddress" -> NetworkRows::ipAddress;
            case "Endpoints" -> NetworkRows::endpoints;
            case "EndpointSlice" -> NetworkRows::endpointSlice;
            default -> clusterRow(kind);
        };
    }

    private static Layout.Row clusterRow(String kind) {
        return switch (kind) {
            case "Node" -> ClusterRows::node;
            case "Namespace" -> ClusterRows::namespace;
            case "ConfigMap" -> ClusterRows::configMap;
            case "Secret" -> ClusterRows::secret;
            case "ServiceAccount" -> ClusterRows::serviceAccount;
            case "PriorityClass" -> ClusterRows::priorityClass;
            case "ResourceQuota" -> ClusterRows::resourceQuota;
            case "Lease" -> ClusterRows::lease;
            case "RoleBinding", "ClusterRoleBinding" -> ClusterRows::binding;
            case "APIService" -> ClusterRows::apiService;
            case "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration" -> ClusterRows::webhooks;
            case "RuntimeClass" -> ClusterRows::runtimeClass;
            case "CertificateSigningRequest" -> ClusterRows::certificateRequest;
            case "PersistentVolume" -> StorageRows::volume;
            case "PersistentVolumeClaim" -> StorageRows::claim;
            case "StorageClass" -> StorageRows::storageClass;
            case "VolumeAttributesClass" -> StorageRows::attributesClass;
            case "VolumeAttachment" -> StorageRows::attachment;
            case "CSINode" -> StorageRows::csiNode;
            case "CSIDriver" -> StorageRows::csiDriver;
            default -> otherRow(kind);
        };
    }

    private static Layout.Row otherRow(String kind) {
        return switch (kind) {
            case "ComponentStatus" -> OtherRows::componentStatus;
            case "FlowSchema" -> OtherRows::flowSchema;
            case "PriorityLevelConfiguration" -> OtherRows::priorityLevel;
            case "ResourceClaim" -> OtherRows::resourceClaim;
            case "ResourceSlice" -> OtherRows::resourceSlice;
            case "ValidatingAdmissionPolicy" -> OtherRows::admissionPolicy;
            case "ValidatingAdmissionPolicyBinding" -> OtherRows::admissionPolicyBinding;
            default -> OtherRows::nameAndAge;
        };
    }
}
