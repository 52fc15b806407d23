package dev.tidewright.apiserver.validation;

import dev.tidewright.apiserver.resources.ResourceType;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What an update may not change. Source: the `Validate*Update` functions of Kubernetes 1.34.
public final class UpdateValidation {
    private static final String IMMUTABLE = "field is immutable";
    private static final String SEALED = "field is immutable when `immutable` is set";
    private static final List<String> FREE_OF_STATEFUL_SETS = List.of(
            "replicas",
            "ordinals",
            "template",
            "updateStrategy",
            "revisionHistoryLimit",
            "persistentVolumeClaimRetentionPolicy",
            "minReadySeconds");

    private UpdateValidation() {}

    /// @param tree as it would be, with defaults
    /// @param old  as it is, in the same version
    public static void check(Faults faults, ResourceType type, JsonNode tree, JsonNode old) {
        JsonNode spec = tree.path("spec");
        JsonNode before = old.path("spec");
        switch (type.kind()) {
            case "Deployment", "DaemonSet", "ReplicaSet" -> same(faults, spec, before, "selector", "spec.");
            case "StatefulSet" -> statefulSet(faults, spec, before);
            case "Job" -> job(faults, spec, before);
            case "Service" -> service(faults, spec, before);
            case "Pod" -> PodUpdates.check(faults, spec, before);
            case "ConfigMap" -> sealed(faults, tree, old, List.of("data", "binaryData"));
            case "Secret" -> {
                same(faults, tree, old, "type", "");
                sealed(faults, tree, old, List.of("data"));
            }
            default -> others(faults, type.kind(), tree, old);
        }
    }

    private static void others(Faults faults, String kind, JsonNode tree, JsonNode old) {
        switch (kind) {
            case "PersistentVolumeClaim" -> claim(faults, tree.path("spec"), old);
            case "PriorityClass" -> {
                if (differ(tree, old, "value")) {
                    faults.forbidden("value", "may not be changed in an update.");
                }
                same(faults, tree, old, "preemptionPolicy", "");
            }
            case "RoleBinding", "ClusterRoleBinding" -> {
                if (differ(tree, old, "roleRef")) {
                    JsonNode role = tree.path("roleRef");
                    ObjectNode shown = JsonNodeFactory.instance.objectNode();
                    shown.set("APIGroup", role.path("apiGroup"));
                    shown.set("Kind", role.path("kind"));
                    shown.set("Name", role.path("name"));
                    faults.invalid("roleRef", shown, "cannot change roleRef");
                }
            }
            case "StorageClass" -> {
                for (String field : List.of("parameters", "provisioner", "reclaimPolicy", "volumeBindingMode")) {
                    if (differ(tree, old, field)) {
                        faults.forbidden(field, "updates to " + field + " are forbidden.");
                    }
                }
            }
            case "CustomResourceDefinition" -> definition(faults, tree, old);
            default -> {} // everything may change
        }
    }

    static boolean differ(JsonNode now, JsonNode before, String field) {
        JsonNode one = now.path(field);
        JsonNode other = before.path(field);
        boolean none = isNothing(one) && isNothing(other);
        return !none && !one.equals(other);
    }

    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode() || value.isNull() || (value.isContainer() && value.isEmpty());
    }

    private static void same(Faults faults, JsonNode now, JsonNode before, String field, String path) {
        if (differ(now, before, field)) {
            faults.invalid(path + field, now.path(field), IMMUTABLE);
        }
    }

    private static void statefulSet(Faults faults, JsonNode spec, JsonNode before) {
        for (Map.Entry<String, JsonNode> field : before.properties()) {
            if (!FREE_OF_STATEFUL_SETS.contains(field.getKey()) && differ(spec, before, field.getKey())) {
                faults.forbidden(
                        "spec",
                        "updates to statefulset spec for fields other than 'replicas', 'ordinals',"
                                + " 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy'"
                                + " and 'minReadySeconds' are forbidden");
                return;
            }
        }
    }

    private static void job(Faults faults, JsonNode spec, JsonNode before) {
        boolean elastic = spec.path("completionMode").asString("").equals("Indexed")
                && spec.path("completions").equals(spec.path("parallelism"))
                && !before.path("completions").isMissingNode();
        if (!elastic) {
            same(faults, spec, before, "completions", "spec.");
        }
        same(faults, spec, before, "selector", "spec.");
        boolean startable = before.path("suspend").asBoolean(false);
        if (startable ? !scheduling(spec).equals(scheduling(before)) : differ(spec, before, "template")) {
            faults.invalid("spec.template", spec.path("template"), IMMUTABLE);
        }
        same(faults, spec, before, "completionMode", "spec.");
    }

    /// A suspended job's template without what decides where its pods may run.
    private static JsonNode scheduling(JsonNode spec) {
        JsonNode copy = spec.path("template").deepCopy();
        if (copy.path("spec") instanceof ObjectNode pod) {
            pod.remove(List.of("nodeSelector", "tolerations", "affinity", "schedulingGates"));
        }
        if (copy.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove(List.of("labels", "annotations"));
        }
        return copy;
    }

    private static void service(Faults faults, JsonNode spec, JsonNode before) {
        boolean outside = spec.path("type").asString("").equals("ExternalName")
                || before.path("type").asString("").equals("ExternalName");
        if (!outside && !isNothing(before.path("clusterIPs")) && differ(spec, before, "clusterIPs")) {
            faults.invalid("spec.clusterIPs[0]", spec.path("clusterIPs"), "may not change once set");
        }
    }

    private static void sealed(Faults faults, JsonNode tree, JsonNode old, List<String> fields) {
        if (!old.path("immutable").asBoolean(false)) {
            return;
        }
        if (!tree.path("immutable").asBoolean(false)) {
            faults.forbidden("immutable", SEALED);
        }
        for (String field : fields) {
            if (differ(tree, old, field)) {
                faults.forbidden(field, SEALED);
            }
        }
    }

    private static void claim(Faults faults, JsonNode spec, JsonNode old) {
        boolean bound = old.path("status").path("phase").asString("").equals("Bound");
        for (Map.Entry<String, JsonNode> field : old.path("spec").properties()) {
            boolean free =
                    bound && List.of("resources", "volumeAttributesClassName").contains(field.getKey());
            boolean binding = field.getKey().equals("volumeName");
            if (!free && !binding && differ(spec, old.path("spec"), field.getKey())) {
                faults.forbidden(
                        "spec",
                        "spec is immutable after creation except resources.requests and volumeAttributesClassName for"
                                + " bound claims");
                return;
            }
        }
    }

    private static void definition(Faults faults, JsonNode tree, JsonNode old) {
        JsonNode spec = tree.path("spec");
        JsonNode before = old.path("spec");
        same(faults, spec, before, "group", "spec.");
        same(faults, spec, before, "scope", "spec.");
        same(faults, spec.path("names"), before.path("names"), "plural", "spec.names.");
        same(faults, spec.path("names"), before.path("names"), "kind", "spec.names.");
        int i = 0;
        for (JsonNode stored : old.path("status").path("storedVersions")) {
            boolean kept = spec.path("versions")
                    .valueStream()
                    .anyMatch(version -> version.path("name").equals(stored));
            if (!kept) {
                String name = stored.asString("");
                faults.invalid(
                        "status.storedVersions[" + i + "]",
                        stored,
                        "missing from spec.versions; " + name
                                + " was previously a storage version, and must remain in spec.versions until a storage"
                                + " migration ensures no data remains persisted in " + name + " and removes " + name
                                + " from status.storedVersions");
            }
            i++;
        }
    }
}
