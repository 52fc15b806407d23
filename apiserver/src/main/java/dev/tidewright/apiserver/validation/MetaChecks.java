package dev.tidewright.apiserver.validation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// What every object's metadata must be. Source: `ValidateObjectMeta` in `k8s.io/apimachinery/pkg/api/validation`.
final class MetaChecks {
    private static final int ANNOTATION_BYTES = 256 * 1024;

    private static final List<String> STANDARD_FINALIZERS = List.of("kubernetes", "orphan", "foregroundDeletion");

    private MetaChecks() {}

    /// @param form of the kind's names
    static void check(Faults faults, JsonNode metadata, Function<String, List<String>> form) {
        String name = Checks.text(metadata, "name");
        String generated = Checks.text(metadata, "generateName");
        if (!generated.isEmpty() && name.isEmpty()) {
            String trial = (generated.endsWith("-") ? generated + "x" : generated);
            Checks.all(faults, "metadata.generateName", generated, form.apply(trial));
        }
        if (name.isEmpty() && generated.isEmpty()) {
            faults.required("metadata.name", "name or generateName is required");
        } else if (!name.isEmpty()) {
            Checks.all(faults, "metadata.name", name, form.apply(name));
        }
        Checks.labels(faults, metadata.path("labels"), "metadata.labels");
        annotations(faults, metadata.path("annotations"));
        metadata.path("ownerReferences").forEach(owner -> owner(faults, owner));
        oneController(faults, metadata.path("ownerReferences"));
        finalizers(faults, metadata.path("finalizers"));
    }

    private static void oneController(Faults faults, JsonNode owners) {
        String first = "";
        for (JsonNode owner : owners) {
            if (!owner.path("controller").asBoolean(false)) {
                continue;
            }
            String name = Checks.text(owner, "kind") + "/" + Checks.text(owner, "name");
            if (first.isEmpty()) {
                first = name;
            } else {
                faults.invalid(
                        "metadata.ownerReferences",
                        owners,
                        "Only one reference can have Controller set to true. Found \"true\" in references for " + first
                                + " and " + name);
            }
        }
    }

    private static void annotations(Faults faults, JsonNode annotations) {
        long bytes = 0;
        for (Map.Entry<String, JsonNode> annotation : annotations.properties()) {
            String key = annotation.getKey();
            Checks.all(faults, "metadata.annotations", key, Formats.qualifiedName(key.toLowerCase(Locale.ROOT)));
            bytes += key.length() + annotation.getValue().asString("").length();
        }
        if (bytes > ANNOTATION_BYTES) {
            faults.tooLong("metadata.annotations", "may not be more than " + ANNOTATION_BYTES + " bytes");
        }
    }

    private static void owner(Faults faults, JsonNode owner) {
        if (Checks.text(owner, "apiVersion").isEmpty()) {
            faults.invalid("metadata.ownerReferences.apiVersion", "", "version must not be empty");
        }
        for (String field : List.of("kind", "name", "uid")) {
            if (Checks.text(owner, field).isEmpty()) {
                faults.invalid("metadata.ownerReferences." + field, "", "must not be empty");
            }
        }
    }

    private static void finalizers(Faults faults, JsonNode finalizers) {
        for (JsonNode finalizer : finalizers) {
            String name = finalizer.asString("");
            Checks.all(faults, "metadata.finalizers", name, Formats.qualifiedName(name));
        }
        int i = 0;
        for (JsonNode finalizer : finalizers) {
            String name = finalizer.asString("");
            if (!name.contains("/") && !STANDARD_FINALIZERS.contains(name)) {
                faults.invalid(
                        "metadata.finalizers[" + i + "]",
                        name,
                        "name is neither a standard finalizer name nor is it fully qualified");
            }
            i++;
        }
    }

    static List<String> noDots(String name) {
        return name.contains(".") ? List.of("must not contain dots") : Formats.label(name);
    }

    /// Names of roles and the like: whatever fits into a path.
    static List<String> pathSegment(String name) {
        if (name.equals(".") || name.equals("..")) {
            return List.of("may not be '" + name + "'");
        }
        return name.contains("/")
                ? List.of("may not contain '/'")
                : name.contains("%") ? List.of("may not contain '%'") : List.of();
    }
}
