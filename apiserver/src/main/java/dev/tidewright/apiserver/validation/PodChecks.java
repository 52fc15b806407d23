package dev.tidewright.apiserver.validation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A pod's spec, of its own or in a template. Source: `ValidatePodSpec` in `pkg/apis/core/validation`.
final class PodChecks {
    private static final List<String> RESTART_POLICIES = List.of("Always", "OnFailure", "Never");
    private static final List<String> DNS_POLICIES =
            List.of("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");

    private static final List<String> SYSTEMS = List.of("linux", "windows");

    private PodChecks() {}

    static void pod(Faults faults, JsonNode pod) {
        spec(faults, pod.path("spec"), "spec");
        if (pod.path("spec").has("ephemeralContainers")) {
            faults.forbidden("spec.ephemeralContainers", "cannot be set on create");
        }
    }

    static void spec(Faults faults, JsonNode spec, String path) {
        VolumeChecks.check(faults, spec.path("volumes"), path + ".volumes");
        new ContainerChecks(faults, spec, path).check();
        Checks.oneOf(faults, spec, "restartPolicy", path, RESTART_POLICIES);
        Checks.oneOf(faults, spec, "dnsPolicy", path, DNS_POLICIES);
        Checks.labels(faults, spec.path("nodeSelector"), path + ".nodeSelector");
        new SecurityChecks(faults).pod(spec.path("securityContext"), path + ".securityContext");
        dns(faults, spec, path);
        var affinity = new AffinityChecks(faults);
        affinity.affinity(spec.path("affinity"), path + ".affinity");
        gates(faults, spec, path);
        affinity.spread(spec.path("topologySpreadConstraints"), path + ".topologySpreadConstraints");
        named(faults, spec, path);
        affinity.tolerations(spec.path("tolerations"), path + ".tolerations");
        int i = 0;
        for (JsonNode alias : spec.path("hostAliases")) {
            String ip = Checks.text(alias, "ip");
            Checks.all(faults, path + ".hostAliases[" + i++ + "].ip", ip, Formats.address(ip));
        }
        optional(faults, spec, "priorityClassName", path);
        optional(faults, spec, "runtimeClassName", path);
        if (spec.path("os").isObject() && !SYSTEMS.contains(Checks.text(spec.path("os"), "name"))) {
            faults.unsupported(path + ".os", spec.path("os").path("name"), SYSTEMS);
        }
        claims(faults, spec.path("resourceClaims"), path + ".resourceClaims");
    }

    private static void dns(Faults faults, JsonNode spec, String path) {
        JsonNode config = spec.path("dnsConfig");
        if (!config.isObject() && Checks.text(spec, "dnsPolicy").equals("None")) {
            faults.required(path + ".dnsConfig", "must provide `dnsConfig` when `dnsPolicy` is None");
        }
        int i = 0;
        for (JsonNode server : config.path("nameservers")) {
            String at = path + ".dnsConfig.nameservers[" + i++ + "]";
            Checks.all(faults, at, server.asString(""), Formats.address(server.asString("")));
        }
    }

    private static void claims(Faults faults, JsonNode claims, String path) {
        for (int i = 0; i < claims.size(); i++) {
            JsonNode claim = claims.get(i);
            if (!claim.has("resourceClaimName") && !claim.has("resourceClaimTemplateName")) {
                ObjectNode shown = JsonNodeFactory.instance.objectNode();
                shown.set("Name", claim.path("name"));
                shown.putNull("ResourceClaimName").putNull("ResourceClaimTemplateName");
                faults.invalid(
                        path + "[" + i + "]",
                        shown,
                        "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`");
            }
        }
    }

    private static void named(Faults faults, JsonNode spec, String path) {
        optional(faults, spec, "serviceAccountName", path);
        optional(faults, spec, "nodeName", path);
        JsonNode deadline = spec.path("activeDeadlineSeconds");
        if (deadline.isNumber() && (deadline.asLong() < 1 || deadline.asLong() > Integer.MAX_VALUE)) {
            faults.invalid(path + ".activeDeadlineSeconds", deadline, "must be between 1 and 2147483647, inclusive");
        }
        for (String field : List.of("hostname", "subdomain")) {
            String value = Checks.text(spec, field);
            if (!value.isEmpty()) {
                Checks.all(faults, path + "." + field, value, Formats.label(value));
            }
        }
    }

    private static void optional(Faults faults, JsonNode spec, String field, String path) {
        String value = Checks.text(spec, field);
        if (!value.isEmpty()) {
            Checks.all(faults, path + "." + field, value, Formats.subdomain(value));
        }
    }

    private static void gates(Faults faults, JsonNode spec, String path) {
        int i = 0;
        for (JsonNode gate : spec.path("readinessGates")) {
            String type = Checks.text(gate, "conditionType");
            Checks.all(faults, path + ".readinessGates[" + i++ + "].conditionType", type, Formats.qualifiedName(type));
        }
        i = 0;
        for (JsonNode gate : spec.path("schedulingGates")) {
            String name = Checks.text(gate, "name");
            Checks.all(faults, path + ".schedulingGates[" + i++ + "]", name, Formats.qualifiedName(name));
        }
        Set<String> seen = new HashSet<>();
        i = 0;
        for (JsonNode gate : spec.path("schedulingGates")) {
            if (!seen.add(Checks.text(gate, "name"))) {
                faults.duplicate(path + ".schedulingGates[" + i + "]", gate.path("name"));
            }
            i++;
        }
    }
}
