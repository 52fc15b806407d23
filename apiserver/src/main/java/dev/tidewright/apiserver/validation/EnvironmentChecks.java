package dev.tidewright.apiserver.validation;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// A container's environment. Source: `ValidateEnv`, `ValidateEnvFrom`.
final class EnvironmentChecks {
    private static final List<String> FIELDS = List.of(
            "metadata.name",
            "metadata.namespace",
            "metadata.uid",
            "spec.nodeName",
            "spec.serviceAccountName",
            "status.hostIP",
            "status.hostIPs",
            "status.podIP",
            "status.podIPs");

    private static final List<String> RESOURCES = List.of(
            "limits.cpu",
            "limits.ephemeral-storage",
            "limits.memory",
            "requests.cpu",
            "requests.ephemeral-storage",
            "requests.memory");

    private EnvironmentChecks() {}

    static void check(Faults faults, JsonNode container, String path) {
        JsonNode variables = container.path("env");
        for (int i = 0; i < variables.size(); i++) {
            variable(faults, variables.get(i), path + ".env[" + i + "]");
        }
        JsonNode sources = container.path("envFrom");
        for (int i = 0; i < sources.size(); i++) {
            source(faults, sources.get(i), path + ".envFrom", "[" + i + "]");
        }
    }

    private static void variable(Faults faults, JsonNode variable, String path) {
        String name = Checks.text(variable, "name");
        if (name.isEmpty()) {
            faults.required(path + ".name", "");
        } else {
            variableName(faults, name, path + ".name");
        }
        JsonNode from = variable.path("valueFrom");
        if (from.isObject()) {
            valueFrom(faults, variable, from, path + ".valueFrom");
        }
    }

    private static void variableName(Faults faults, String name, String path) {
        if (name.contains("=") || !name.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            faults.invalid(
                    path,
                    name,
                    "a valid environment variable name must consist only of printable ASCII characters other than '='");
        }
    }

    private static void valueFrom(Faults faults, JsonNode variable, JsonNode from, String path) {
        int kinds = 0;
        if (from.has("fieldRef")) {
            kinds++;
            field(faults, from.path("fieldRef"), path + ".fieldRef", false);
        }
        if (from.has("resourceFieldRef")) {
            kinds++;
            resource(faults, from.path("resourceFieldRef"), path + ".resourceFieldRef.resource");
        }
        for (String kind : List.of("configMapKeyRef", "secretKeyRef")) {
            if (from.has(kind)) {
                kinds++;
                key(faults, from.path(kind), path + "." + kind);
            }
        }
        if (kinds == 0) {
            faults.invalid(
                    path,
                    "",
                    "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`");
        }
        if (!Checks.text(variable, "value").isEmpty() && kinds > 0) {
            faults.invalid(path, "", "may not be specified when `value` is not empty");
        } else if (kinds > 1) {
            faults.invalid(path, "", "may not have more than one field specified at a time");
        }
    }

    private static void resource(Faults faults, JsonNode reference, String path) {
        String resource = Checks.text(reference, "resource");
        if (resource.isEmpty()) {
            faults.required(path, "");
        } else if (!RESOURCES.contains(resource) && !resource.contains("hugepages-")) {
            faults.unsupported(path, resource, RESOURCES);
        }
    }

    /// @param whole whether all labels or annotations may be asked for, as in files
    static void field(Faults faults, JsonNode reference, String path, boolean whole) {
        String version = Checks.text(reference, "apiVersion");
        if (version.isEmpty()) {
            faults.required(path + ".apiVersion", "");
            return;
        }
        String field = Checks.text(reference, "fieldPath");
        if (field.isEmpty()) {
            faults.required(path + ".fieldPath", "");
            return;
        }
        boolean subscript = field.startsWith("metadata.labels['") || field.startsWith("metadata.annotations['");
        boolean all = field.equals("metadata.labels") || field.equals("metadata.annotations");
        if (!version.equals("v1")) {
            faults.invalid(
                    path + ".fieldPath", field, "error converting fieldPath: unsupported pod version: " + version);
        } else if ((all && !whole) || field.equals("status.phase")) {
            faults.unsupported(path + ".fieldPath", field, FIELDS);
        } else if (!all && !subscript && !FIELDS.contains(field)) {
            faults.invalid(
                    path + ".fieldPath", field, "error converting fieldPath: field label not supported: " + field);
        }
    }

    private static void key(Faults faults, JsonNode reference, String path) {
        String name = Checks.text(reference, "name");
        Checks.all(faults, path + ".name", name, Formats.subdomain(name));
        String key = Checks.text(reference, "key");
        if (key.isEmpty()) {
            faults.required(path + ".key", "");
        } else {
            Checks.all(faults, path + ".key", key, Formats.configKey(key));
        }
    }

    private static void source(Faults faults, JsonNode source, String list, String index) {
        String path = list + index;
        String prefix = Checks.text(source, "prefix");
        if (!prefix.isEmpty()) {
            variableName(faults, prefix, path + ".prefix");
        }
        int kinds = 0;
        for (String kind : List.of("configMapRef", "secretRef")) {
            if (source.has(kind)) {
                kinds++;
                String name = Checks.text(source.path(kind), "name");
                Checks.name(faults, path + "." + kind + ".name", name, Formats::subdomain);
            }
        }
        if (kinds == 0) {
            faults.invalid(list, "", "must specify one of: `configMapRef` or `secretRef`");
        } else if (kinds > 1) {
            faults.invalid(list, "", "may not have more than one field specified at a time");
        }
    }
}
