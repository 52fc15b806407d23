package dev.tidewright.apiserver.validation;

import dev.tidewright.apiserver.resources.ResourceType;
import tools.jackson.databind.JsonNode;

/// What an update may not change. Source: the `Validate*Update` functions of Kubernetes 1.34.
public final class UpdateValidation {
    private static final String IMMUTABLE = "field is immutable";

    private UpdateValidation() {}

    /// @param tree as it would be
    /// @param old  as it is, in the same version
    public static void check(Faults faults, ResourceType type, JsonNode tree, JsonNode old) {
        JsonNode spec = tree.path("spec");
        JsonNode before = old.path("spec");
        switch (type.kind()) {
            case "Deployment", "DaemonSet", "ReplicaSet" -> same(faults, spec, before, "selector", "spec");
            default -> {} // everything may change
        }
    }

    private static void same(Faults faults, JsonNode now, JsonNode before, String field, String path) {
        if (!now.path(field).equals(before.path(field)) && !before.path(field).isMissingNode()) {
            faults.invalid(path + "." + field, now.path(field), IMMUTABLE);
        }
    }
}
