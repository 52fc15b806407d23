package dev.tidewright.apiserver.validation;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// A pod's spec, of its own or in a template. Source: `ValidatePodSpec` in `pkg/apis/core/validation`.
final class PodChecks {
    private static final List<String> RESTART_POLICIES = List.of("Always", "OnFailure", "Never");
    private static final List<String> DNS_POLICIES =
            List.of("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");
    private static final String SYSCTL = "^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$";
    private static final long HIGHEST_ID = Integer.MAX_VALUE;

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
        security(faults, spec.path("securityContext"), path + ".securityContext");
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
        Checks.unique(faults, spec.path("schedulingGates"), "name", path + ".schedulingGates");
    }

    private static void security(Faults faults, JsonNode context, String path) {
        for (String id : List.of("fsGroup", "runAsUser", "runAsGroup")) {
            identity(faults, context, id, path);
        }
        int i = 0;
        for (JsonNode sysctl : context.path("sysctls")) {
            String name = Checks.text(sysctl, "name");
            if (!name.matches(SYSCTL)) {
                faults.invalid(
                        path + ".sysctls[" + i + "].name",
                        name,
                        "must have at most 253 characters and match regex " + SYSCTL);
            }
            i++;
        }
    }

    static void identity(Faults faults, JsonNode context, String field, String path) {
        JsonNode id = context.path(field);
        if (id.isNumber() && (id.asLong() < 0 || id.asLong() > HIGHEST_ID)) {
            faults.invalid(path + "." + field, id, "must be between 0 and " + HIGHEST_ID + ", inclusive");
        }
    }
}
