package dev.tidewright.apiserver.admission;

import dev.tidewright.apiserver.defaulting.Trees;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.core.units.Quantity;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What an object is given when it is born, and what an update leaves as it was.
/// Source: the `PrepareForCreate` and `PrepareForUpdate` of each kind's strategy.
final class Births {
    private static final List<String> WITHOUT_GENERATION = List.of(
            "ConfigMap",
            "Secret",
            "Service",
            "Namespace",
            "Node",
            "ServiceAccount",
            "Endpoints",
            "Event",
            "Lease",
            "HorizontalPodAutoscaler",
            "LimitRange",
            "ResourceQuota",
            "Role",
            "ClusterRole",
            "RoleBinding",
            "ClusterRoleBinding",
            "StorageClass",
            "PersistentVolume",
            "PersistentVolumeClaim",
            "APIService",
            "ControllerRevision",
            "CSINode",
            "RuntimeClass",
            "VolumeAttachment");

    private final InstantSource clock;
    private final RandomGenerator random;

    Births(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    void prepare(ResourceType type, ObjectNode tree) {
        ObjectNode metadata = Trees.object(tree, "metadata");
        if (!WITHOUT_GENERATION.contains(type.kind())) {
            metadata.put("generation", 1);
        }
        switch (type.kind()) {
            case "Pod" ->
                Trees.object(tree, "status").put("phase", "Pending").put("qosClass", quality(tree.path("spec")));
            case "Namespace" -> {
                var kept = PodPlugins.array(Trees.object(tree, "spec"), "finalizers");
                if (kept.valueStream().noneMatch(one -> one.asString("").equals("kubernetes"))) {
                    kept.add("kubernetes");
                }
                Trees.object(tree, "status").put("phase", "Active");
            }
            case "PersistentVolumeClaim" -> {
                finalizer(metadata, "kubernetes.io/pvc-protection");
                Trees.object(tree, "status").put("phase", "Pending");
            }
            case "PersistentVolume" -> {
                finalizer(metadata, "kubernetes.io/pv-protection");
                Trees.object(tree, "status").put("phase", "Pending").put("lastPhaseTransitionTime", now());
            }
            case "Node" -> node(tree);
            case "DaemonSet" ->
                Trees.object(metadata, "annotations").put("deprecated.daemonset.template.generation", "1");
            case "Job" -> job(tree, metadata);
            case "CustomResourceDefinition" -> definition(tree);
            default -> {} // a status as it is decoded: empty
        }
    }

    private static void node(ObjectNode tree) {
        JsonNode capacity = tree.path("status").path("capacity");
        if (!capacity.isEmpty() && tree.path("status").path("allocatable").isEmpty()) {
            Trees.object(tree, "status").set("allocatable", capacity.deepCopy());
        }
        ObjectNode spec = Trees.object(tree, "spec");
        if (spec.hasNonNull("podCIDR") && spec.path("podCIDRs").isEmpty()) {
            spec.putArray("podCIDRs").add(spec.path("podCIDR"));
        }
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void finalizer(ObjectNode metadata, String name) {
        JsonNode given = metadata.path("finalizers");
        if (given.valueStream().noneMatch(one -> one.asString("").equals(name))) {
            var list = given.isArray() ? (ArrayNode) given : metadata.putArray("finalizers");
            list.add(name);
        }
    }

    /// A job's pods are told apart by its uid. Source: `generateSelector` in `pkg/registry/batch/job`.
    private void job(ObjectNode tree, ObjectNode metadata) {
        ObjectNode spec = Trees.object(tree, "spec");
        if (spec.path("manualSelector").asBoolean(false)) {
            return;
        }
        String uid = metadata.path("uid").asString("");
        if (uid.isEmpty()) {
            uid = unique(); // the store has yet to give it one
        }
        String name = metadata.path("name").asString("");
        Map<String, String> labels = new TreeMap<>(Map.of(
                "controller-uid", uid,
                "job-name", name,
                "batch.kubernetes.io/controller-uid", uid,
                "batch.kubernetes.io/job-name", name));
        ObjectNode template = Trees.object(Trees.object(Trees.object(spec, "template"), "metadata"), "labels");
        labels.forEach((label, value) -> Trees.text(template, label, value));
        Trees.object(Trees.object(spec, "selector"), "matchLabels").put("batch.kubernetes.io/controller-uid", uid);
    }

    /// What is given to an object that was found valid: a job without labels gets those of its pods.
    void finish(ResourceType type, ObjectNode tree) {
        ObjectNode metadata = Trees.object(tree, "metadata");
        if (type.kind().equals("Job") && metadata.path("labels").isEmpty()) {
            JsonNode labels =
                    tree.path("spec").path("template").path("metadata").path("labels");
            metadata.set("labels", labels.deepCopy());
        }
    }

    private String unique() {
        synchronized (random) {
            return new UUID(random.nextLong(), random.nextLong()).toString();
        }
    }

    private void definition(ObjectNode tree) {
        ObjectNode status = Trees.object(tree, "status");
        status.set("acceptedNames", tree.path("spec").path("names").deepCopy());
        var stored = status.putArray("storedVersions");
        for (JsonNode version : tree.path("spec").path("versions")) {
            if (version.path("storage").asBoolean(false)) {
                stored.add(version.path("name").asString(""));
            }
        }
        var conditions = status.putArray("conditions");
        condition(conditions.addObject(), "NamesAccepted", "NoConflicts", "no conflicts found");
        condition(
                conditions.addObject(), "Established", "InitialNamesAccepted", "the initial names have been accepted");
    }

    private void condition(ObjectNode condition, String type, String reason, String message) {
        condition
                .put("type", type)
                .put("status", "True")
                .put("lastTransitionTime", now())
                .put("reason", reason)
                .put("message", message);
    }

    /// @param old in the stored version
    void keep(ResourceType type, String subresource, ObjectNode tree, ObjectNode old) {
        if (type.kind().equals("Node")) {
            node(tree);
        }
        if (type.kind().equals("CustomResourceDefinition") && subresource.isEmpty()) {
            ObjectNode kept = tree.deepCopy();
            definition(kept);
            if (old.path("status").path("conditions") instanceof ArrayNode conditions) {
                Trees.object(kept, "status").set("conditions", conditions.deepCopy());
            }
            tree.set("status", kept.path("status"));
        }
    }

    /// Source: `pkg/apis/core/v1/helper/qos`.
    static String quality(JsonNode spec) {
        boolean any = false;
        boolean guaranteed = true;
        JsonNode whole = spec.path("resources");
        List<JsonNode> all = whole.isEmpty()
                ? Stream.concat(
                                spec.path("containers").valueStream(),
                                spec.path("initContainers").valueStream())
                        .map(container -> container.path("resources"))
                        .toList()
                : List.of(whole);
        for (JsonNode resources : all) {
            for (String resource : List.of("cpu", "memory")) {
                JsonNode request = resources.path("requests").path(resource);
                JsonNode limit = resources.path("limits").path(resource);
                any |= isSome(request) || isSome(limit);
                guaranteed &=
                        isSome(limit) && (!isSome(request) || amount(request).compareTo(amount(limit)) == 0);
            }
        }
        return !any ? "BestEffort" : guaranteed ? "Guaranteed" : "Burstable";
    }

    private static boolean isSome(JsonNode quantity) {
        return !quantity.isMissingNode() && amount(quantity).signum() > 0;
    }

    private static Quantity amount(JsonNode quantity) {
        return Quantity.parse(quantity.asString("0"));
    }
}
