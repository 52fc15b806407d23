package dev.tidewright.apiserver.validation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// CustomResourceDefinitions. Source: `k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation`.
final class DefinitionChecks {
    private static final List<String> COLUMN_TYPES = List.of("boolean", "date", "integer", "number", "string");

    private DefinitionChecks() {}

    static void check(Faults faults, JsonNode object) {
        JsonNode spec = object.path("spec");
        JsonNode name = object.path("metadata").path("name");
        String expected = Checks.text(spec.path("names"), "plural") + "." + Checks.text(spec, "group");
        if (!name.asString("").equals(expected)) {
            faults.invalid("metadata.name", name, "must be spec.names.plural+\".\"+spec.group");
        }
        group(faults, Checks.text(spec, "group"));
        Checks.oneOf(faults, spec, "scope", "spec", List.of("Cluster", "Namespaced"));
        boolean stored = versions(faults, spec);
        if (spec.path("preserveUnknownFields").asBoolean(false)) {
            faults.invalid(
                    "spec.preserveUnknownFields",
                    spec.path("preserveUnknownFields"),
                    "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead");
        }
        names(faults, spec.path("names"));
        if (!stored) {
            faults.invalid(
                    "status.storedVersions",
                    JsonNodeFactory.instance.nullNode(),
                    "must have at least one stored version");
        }
    }

    private static void group(Faults faults, String group) {
        if (group.isEmpty()) {
            faults.required("spec.group", "");
        } else if (!group.contains(".")) {
            faults.invalid("spec.group", group, "should be a domain with at least one dot");
        } else {
            Checks.all(faults, "spec.group", group, Formats.subdomain(group));
        }
    }

    private static boolean versions(Faults faults, JsonNode spec) {
        JsonNode versions = spec.path("versions");
        long stored = versions.valueStream()
                .filter(v -> v.path("storage").asBoolean(false))
                .count();
        boolean single = versions.size() == 1;
        for (int i = 0; i < versions.size(); i++) {
            JsonNode version = versions.get(i);
            String at = "spec.versions[" + i + "]";
            Checks.all(
                    faults, at + ".name", Checks.text(version, "name"), Formats.oldLabel(Checks.text(version, "name")));
            JsonNode schema = version.path("schema").path("openAPIV3Schema");
            if (!schema.isObject()) {
                faults.required(at + ".schema.openAPIV3Schema", "");
            } else {
                schema(faults, schema, (single ? "spec.validation" : at + ".schema") + ".openAPIV3Schema", true);
            }
            columns(faults, version.path("additionalPrinterColumns"), single ? "spec" : at);
        }
        if (stored != 1) {
            faults.invalid("spec.versions", shown(versions), "must have exactly one version marked as storage version");
        }
        return stored > 0;
    }

    /// Versions as upstream's internal structures.
    private static ArrayNode shown(JsonNode versions) {
        ArrayNode shown = JsonNodeFactory.instance.arrayNode();
        for (JsonNode version : versions) {
            shown.addObject()
                    .put("Name", Checks.text(version, "name"))
                    .put("Served", version.path("served").asBoolean(false))
                    .put("Storage", version.path("storage").asBoolean(false))
                    .put("Deprecated", version.path("deprecated").asBoolean(false))
                    .putNull("DeprecationWarning")
                    .putNull("Schema")
                    .putNull("Subresources")
                    .putNull("AdditionalPrinterColumns")
                    .putNull("SelectableFields");
        }
        return shown;
    }

    private static void schema(Faults faults, JsonNode schema, String path, boolean root) {
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            schema(faults, property.getValue(), path + ".properties[" + property.getKey() + "]", false);
        }
        if (schema.path("items").isObject()) {
            schema(faults, schema.path("items"), path + ".items", false);
        }
        if (schema.path("additionalProperties").isObject()) {
            schema(faults, schema.path("additionalProperties"), path + ".additionalProperties", false);
        }
        String type = Checks.text(schema, "type");
        boolean free = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean(false)
                || schema.path("x-kubernetes-int-or-string").asBoolean(false);
        if (root && type.isEmpty()) {
            faults.required(path + ".type", "must not be empty at the root");
        } else if (root && !type.equals("object")) {
            faults.invalid(path + ".type", type, "must be object at the root");
        } else if (type.isEmpty() && !free) {
            boolean item = path.endsWith(".items");
            faults.required(
                    path + ".type",
                    item
                            ? "must not be empty for specified array items"
                            : "must not be empty for specified object fields");
        }
        if (schema.has("default")) {
            var wrong = new Faults();
            new SchemaChecks(wrong).check(schema, schema.path("default"), "");
            wrong.causes().forEach(cause -> faults.add(cause.reason(), path + ".default", cause.message()));
        }
    }

    private static void columns(Faults faults, JsonNode columns, String path) {
        for (int i = 0; i < columns.size(); i++) {
            JsonNode column = columns.get(i);
            String at = path + ".additionalPrinterColumns[" + i + "]";
            if (Checks.text(column, "name").isEmpty()) {
                faults.required(at + ".name", "");
            }
            String type = Checks.text(column, "type");
            if (!COLUMN_TYPES.contains(type)) {
                faults.invalid(at + ".type", type, "must be one of " + String.join(",", COLUMN_TYPES));
            }
            String jsonPath = Checks.text(column, "jsonPath");
            if (jsonPath.isEmpty()) {
                faults.required(at + ".JSONPath", "");
            } else if (!jsonPath.startsWith(".")) {
                faults.invalid(at + ".JSONPath", jsonPath, "must be a simple json path starting with .");
            }
        }
    }

    private static void names(Faults faults, JsonNode names) {
        Checks.name(faults, "spec.names.plural", Checks.text(names, "plural"), Formats::oldLabel);
        Checks.name(faults, "spec.names.singular", Checks.text(names, "singular"), Formats::oldLabel);
        Checks.name(faults, "spec.names.kind", Checks.text(names, "kind"), DefinitionChecks::kindName);
        int i = 0;
        for (JsonNode shortName : names.path("shortNames")) {
            String at = "spec.names.shortNames[" + i++ + "]";
            Checks.all(faults, at, shortName.asString(""), Formats.oldLabel(shortName.asString("")));
        }
        Checks.name(faults, "spec.names.listKind", Checks.text(names, "listKind"), DefinitionChecks::kindName);
    }

    private static List<String> kindName(String kind) {
        return Formats.oldLabel(kind.toLowerCase(Locale.ROOT));
    }
}
