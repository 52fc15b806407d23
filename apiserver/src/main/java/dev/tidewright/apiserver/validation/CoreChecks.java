package dev.tidewright.apiserver.validation;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
            } else if (key.startsWith(".docker")) {
                json(faults, data.path(key), "data[" + key + "]");
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

    private static void json(Faults faults, JsonNode encoded, String path) {
        byte[] text = Base64.getDecoder().decode(encoded.asString(""));
        try {
            JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            char first = text.length == 0 ? ' ' : (char) text[0];
            faults.invalid(
                    path,
                    "<secret contents redacted>",
                    text.length == 0
                            ? "unexpected end of JSON input"
                            : "invalid character '" + first + "' looking for beginning of value");
        }
    }

    static void node(Faults faults, JsonNode object) {
        JsonNode spec = object.path("spec");
        new AffinityChecks(faults).taints(spec.path("taints"), "metadata.taints");
        JsonNode ranges = spec.path("podCIDRs");
        for (int i = 0; i < ranges.size(); i++) {
            String text = ranges.get(i).asString("");
            Checks.all(faults, "spec.podCIDRs[" + i + "]", text, Formats.cidr(text));
        }
        if (ranges.size() > 1
                && ranges.valueStream().noneMatch(range -> range.asString("").contains(":"))) {
            faults.invalid("spec.podCIDRs", ranges, "may specify no more than one CIDR for each IP family");
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
