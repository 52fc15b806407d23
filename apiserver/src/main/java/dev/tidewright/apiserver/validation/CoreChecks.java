package dev.tidewright.apiserver.validation;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What holds configuration and bounds. Source: `pkg/apis/core/validation` of Kubernetes 1.34.
final class CoreChecks {
    private static final int LARGEST_BYTES = 1024 * 1024;
    private static final Map<String, List<String>> NEEDED_KEYS = Map.of(
            "kubernetes.io/tls", List.of("tls.crt", "tls.key"),
            "kubernetes.io/dockerconfigjson", List.of(".dockerconfigjson"),
            "kubernetes.io/dockercfg", List.of(".dockercfg"),
            "kubernetes.io/ssh-auth", List.of("ssh-privatekey"));

    private CoreChecks() {}

    static void configMap(Faults faults, JsonNode object) {
        long bytes = 0;
        for (Map.Entry<String, JsonNode> entry : object.path("data").properties()) {
            String key = entry.getKey();
            Checks.all(faults, "data[" + key + "]", key, Formats.configKey(key));
            if (object.path("binaryData").has(key)) {
                faults.invalid("data[" + key + "]", key, "duplicate of key present in binaryData");
            }
            bytes += entry.getValue().asString("").length();
        }
        for (Map.Entry<String, JsonNode> entry : object.path("binaryData").properties()) {
            String key = entry.getKey();
            Checks.all(faults, "binaryData[" + key + "]", key, Formats.configKey(key));
            bytes += entry.getValue().asString("").length() * 3L / 4;
        }
        if (bytes > LARGEST_BYTES) {
            faults.tooLong("", "may not be more than " + LARGEST_BYTES + " bytes");
        }
    }

    static void secret(Faults faults, JsonNode object) {
        JsonNode data = object.path("data");
        long bytes = 0;
        for (Map.Entry<String, JsonNode> entry : data.properties()) {
            String key = entry.getKey();
            Checks.all(faults, "data[" + key + "]", key, Formats.configKey(key));
            bytes += entry.getValue().asString("").length() * 3L / 4;
        }
        if (bytes > LARGEST_BYTES) {
            faults.tooLong("data", "may not be more than " + LARGEST_BYTES + " bytes");
        }
        String type = Checks.text(object, "type");
        for (String key : NEEDED_KEYS.getOrDefault(type, List.of())) {
            if (!data.has(key)) {
                faults.required("data[" + key + "]", "");
            }
        }
        if (type.equals("kubernetes.io/basic-auth") && !data.has("username") && !data.has("password")) {
            faults.required("data[username]", "");
            faults.required("data[password]", "");
        }
        String account = "kubernetes.io/service-account.name";
        if (type.equals("kubernetes.io/service-account-token")
                && !object.path("metadata").path("annotations").has(account)) {
            faults.required("metadata.annotations[" + account + "]", "");
        }
    }

    static void node(Faults faults, JsonNode object) {
        new AffinityChecks(faults).taints(object.path("spec").path("taints"), "metadata.taints");
    }

    static void claim(Faults faults, JsonNode object) {
        claimSpec(faults, object.path("spec"));
    }

    private static void claimSpec(Faults faults, JsonNode spec) {
        if (spec.path("accessModes").isEmpty()) {
            faults.required("spec.accessModes", "at least 1 access mode is required");
        }
        List<String> modes = List.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");
        for (JsonNode mode : spec.path("accessModes")) {
            if (!modes.contains(mode.asString(""))) {
                faults.unsupported("spec.accessModes", mode, modes);
            }
        }
        JsonNode storage = spec.path("resources").path("requests").path("storage");
        if (storage.isMissingNode()) {
            faults.required("spec.resources[storage]", "");
        } else if (ResourceChecks.of(storage).signum() <= 0) {
            faults.invalid("spec.resources[storage]", storage, "must be greater than zero");
        }
        if (spec.has("volumeMode")) {
            Checks.oneOf(faults, spec, "volumeMode", "spec", List.of("Block", "Filesystem"));
        }
    }

    static void volume(Faults faults, JsonNode object) {
        JsonNode spec = object.path("spec");
        if (spec.path("accessModes").isEmpty()) {
            faults.required("spec.accessModes", "");
        }
        if (spec.path("capacity").isEmpty()) {
            faults.required("spec.capacity", "");
        }
        if (!spec.path("capacity").has("storage")) {
            faults.unsupported("spec.capacity", spec.path("capacity"), List.of("storage"));
        }
        List<String> other = List.of(
                "accessModes",
                "capacity",
                "claimRef",
                "mountOptions",
                "nodeAffinity",
                "persistentVolumeReclaimPolicy",
                "storageClassName",
                "volumeAttributesClassName",
                "volumeMode");
        if (spec.propertyNames().stream().allMatch(other::contains)) {
            faults.required("spec", "must specify a volume type");
        }
    }

    static void limitRange(Faults faults, JsonNode object) {
        JsonNode limits = object.path("spec").path("limits");
        for (int i = 0; i < limits.size(); i++) {
            JsonNode limit = limits.get(i);
            String at = "spec.limits[" + i + "]";
            for (Map.Entry<String, JsonNode> max : limit.path("max").properties()) {
                String resource = max.getKey();
                exceeds(faults, limit.path("defaultRequest"), max, at + ".defaultRequest", "default request value");
                exceeds(faults, limit.path("default"), max, at + ".default", "default value");
                exceeds(faults, limit.path("min"), max, at + ".min", "min value");
                if (resource.isEmpty()) {
                    faults.required(at + ".max", "");
                }
            }
        }
    }

    private static void exceeds(
            Faults faults, JsonNode values, Map.Entry<String, JsonNode> max, String path, String what) {
        JsonNode value = values.path(max.getKey());
        if (!value.isMissingNode() && ResourceChecks.of(value).compareTo(ResourceChecks.of(max.getValue())) > 0) {
            boolean plain = what.equals("default value"); // upstream shows the maximum here
            faults.invalid(
                    path + "[" + max.getKey() + "]",
                    plain ? max.getValue() : value,
                    what + " " + value.asString("") + " is greater than max value "
                            + max.getValue().asString(""));
        }
    }

    static void quota(Faults faults, JsonNode object) {
        for (Map.Entry<String, JsonNode> hard : object.path("spec").path("hard").properties()) {
            String path = "spec.hard[" + hard.getKey() + "]";
            Checks.all(
                    faults,
                    path,
                    hard.getKey(),
                    ResourceChecks.isQuota(hard.getKey())
                            ? Formats.qualifiedName(hard.getKey())
                            : ResourceChecks.resource(hard.getKey()));
            if (!ResourceChecks.isQuota(hard.getKey())) {
                faults.invalid(path, hard.getKey(), "must be a standard resource for quota");
            }
            ResourceChecks.notNegative(faults, hard.getValue(), path);
        }
    }

    static void event(Faults faults, JsonNode object) {
        String namespace = Checks.text(object.path("metadata"), "namespace");
        String about = Checks.text(object.path("involvedObject"), "namespace");
        boolean apart = about.isEmpty() ? !namespace.equals("default") : !about.equals(namespace);
        if (apart) {
            faults.invalid("involvedObject.namespace", about, "does not match event.namespace");
        }
    }

    static void lease(Faults faults, JsonNode object) {
        JsonNode spec = object.path("spec");
        JsonNode seconds = spec.path("leaseDurationSeconds");
        if (seconds.isNumber() && seconds.asLong() <= 0) {
            faults.invalid("spec.leaseDurationSeconds", seconds, "must be greater than 0");
        }
        Checks.notNegative(faults, spec, "leaseTransitions", "spec");
    }
}
