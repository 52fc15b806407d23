package dev.tidewright.apiserver.validation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What rules a cluster: roles, priorities, storage classes. Source: `pkg/apis/{rbac,scheduling,storage}/validation`.
final class ClusterChecks {
    private static final int HIGHEST_USER_PRIORITY = 1_000_000_000;
    private static final Map<String, Long> SYSTEM_CLASSES =
            Map.of("system-node-critical", 2_000_001_000L, "system-cluster-critical", 2_000_000_000L);

    private ClusterChecks() {}

    static void role(Faults faults, JsonNode object, boolean namespaced) {
        JsonNode rules = object.path("rules");
        for (int i = 0; i < rules.size(); i++) {
            rule(faults, rules.get(i), "rules[" + i + "]", namespaced);
        }
    }

    static void aggregation(Faults faults, JsonNode object) {
        JsonNode rule = object.path("aggregationRule");
        if (rule.isObject() && rule.path("clusterRoleSelectors").isEmpty()) {
            faults.required(
                    "aggregationRule.clusterRoleSelectors",
                    "at least one clusterRoleSelector required if aggregationRule is non-nil");
        }
    }

    static void apiService(Faults faults, JsonNode object) {
        JsonNode spec = object.path("spec");
        JsonNode name = object.path("metadata").path("name");
        String expected = Checks.text(spec, "version") + "." + Checks.text(spec, "group");
        if (!name.asString("").equals(expected)) {
            faults.invalid("metadata.name", name, "must be `spec.version+\".\"+spec.group`: \"" + expected + "\"");
        }
        long group = spec.path("groupPriorityMinimum").asLong(0);
        if (group <= 0 || group > 20_000) {
            faults.invalid("spec.groupPriorityMinimum", group, "must be positive and less than 20000");
        }
        long version = spec.path("versionPriority").asLong(0);
        if (version <= 0 || version > 1_000) {
            faults.invalid("spec.versionPriority", version, "must be positive and less than 1000");
        }
    }

    private static void rule(Faults faults, JsonNode rule, String path, boolean namespaced) {
        if (rule.path("verbs").isEmpty()) {
            faults.required(path + ".verbs", "verbs must contain at least one value");
        }
        if (!rule.path("nonResourceURLs").isEmpty()) {
            if (namespaced) {
                faults.invalid(
                        path + ".nonResourceURLs",
                        rule.path("nonResourceURLs"),
                        "namespaced rules cannot apply to non-resource URLs");
            }
            if (!rule.path("apiGroups").isEmpty()
                    || !rule.path("resources").isEmpty()
                    || !rule.path("resourceNames").isEmpty()) {
                faults.invalid(
                        path + ".nonResourceURLs",
                        rule.path("nonResourceURLs"),
                        "rules cannot apply to both regular resources and non-resource URLs");
            }
            return;
        }
        if (rule.path("apiGroups").isEmpty()) {
            faults.required(path + ".apiGroups", "resource rules must supply at least one api group");
        }
        if (rule.path("resources").isEmpty()) {
            faults.required(path + ".resources", "resource rules must supply at least one resource");
        }
    }

    static void binding(Faults faults, JsonNode object, boolean namespaced) {
        JsonNode role = object.path("roleRef");
        if (!Checks.text(role, "apiGroup").equals("rbac.authorization.k8s.io")) {
            faults.unsupported("roleRef.apiGroup", role.path("apiGroup"), List.of("rbac.authorization.k8s.io"));
        }
        Checks.oneOf(
                faults, role, "kind", "roleRef", namespaced ? List.of("Role", "ClusterRole") : List.of("ClusterRole"));
        Checks.name(faults, "roleRef.name", Checks.text(role, "name"), MetaChecks::pathSegment);
        JsonNode subjects = object.path("subjects");
        for (int i = 0; i < subjects.size(); i++) {
            subject(faults, subjects.get(i), "subjects[" + i + "]", namespaced);
        }
    }

    private static void subject(Faults faults, JsonNode subject, String path, boolean namespaced) {
        String name = Checks.text(subject, "name");
        if (name.isEmpty()) {
            faults.required(path + ".name", "");
        }
        switch (Checks.text(subject, "kind")) {
            case "ServiceAccount" -> {
                if (!name.isEmpty()) {
                    Checks.all(faults, path + ".name", name, Formats.subdomain(name));
                }
                if (!Checks.text(subject, "apiGroup").isEmpty()) {
                    faults.unsupported(path + ".apiGroup", subject.path("apiGroup"), List.of(""));
                }
                if (!namespaced && Checks.text(subject, "namespace").isEmpty()) {
                    faults.required(path + ".namespace", "");
                }
            }
            case "User", "Group" -> {
                if (!Checks.text(subject, "apiGroup").equals("rbac.authorization.k8s.io")) {
                    faults.unsupported(
                            path + ".apiGroup", subject.path("apiGroup"), List.of("rbac.authorization.k8s.io"));
                }
            }
            default ->
                faults.unsupported(path + ".kind", subject.path("kind"), List.of("ServiceAccount", "User", "Group"));
        }
    }

    static void priorityClass(Faults faults, JsonNode object) {
        String name = Checks.text(object.path("metadata"), "name");
        if (name.startsWith("system-")) {
            String error = systemFault(name, object.path("value").asLong(0));
            if (!error.isEmpty()) {
                faults.forbidden(
                        "metadata.name",
                        "priority class names with 'system-' prefix are reserved for system use only. error: " + error);
            }
        } else if (object.path("value").asLong(0) > HIGHEST_USER_PRIORITY) {
            faults.forbidden("value", "maximum allowed value of a user defined priority is " + HIGHEST_USER_PRIORITY);
        }
        if (object.has("preemptionPolicy")) {
            List<String> policies = List.of("PreemptLowerPriority", "Never");
            if (!policies.contains(Checks.text(object, "preemptionPolicy"))) {
                faults.unsupported("preemptionPolicy", object.path("preemptionPolicy"), policies);
            }
        }
    }

    private static String systemFault(String name, long value) {
        if (!SYSTEM_CLASSES.containsKey(name)) {
            return name + " is not a known system priority class";
        }
        long own = SYSTEM_CLASSES.getOrDefault(name, 0L);
        return value == own ? "" : "value of " + name + " PriorityClass must be " + own;
    }

    static void storageClass(Faults faults, JsonNode object) {
        String provisioner = Checks.text(object, "provisioner");
        if (provisioner.isEmpty()) {
            faults.required("provisioner", "");
        } else {
            String lower = provisioner.toLowerCase(Locale.ROOT);
            Checks.all(faults, "provisioner", provisioner, Formats.qualifiedName(lower));
        }
        if (object.path("parameters").has("")) {
            faults.invalid("parameters", "", "field can not be empty.");
        }
        List<String> policies = List.of("Delete", "Retain");
        if (object.has("reclaimPolicy") && !policies.contains(Checks.text(object, "reclaimPolicy"))) {
            faults.unsupported("reclaimPolicy", object.path("reclaimPolicy"), policies);
        }
        List<String> modes = List.of("Immediate", "WaitForFirstConsumer");
        if (!modes.contains(Checks.text(object, "volumeBindingMode"))) {
            faults.unsupported("volumeBindingMode", object.path("volumeBindingMode"), modes);
        }
    }
}
