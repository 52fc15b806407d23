package dev.tidewright.apiserver.admission;

import dev.tidewright.apiserver.resources.ResourceType;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What is accepted but should not be written any more. Source: `pkg/api/pod/warnings.go` and deprecations.
final class Warnings {
    private Warnings() {}

    static void add(ResourceType type, ObjectNode tree, List<String> warnings) {
        switch (type.kind()) {
            case "Pod" -> pod(tree.path("spec"), "spec", warnings);
            case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job" ->
                pod(tree.path("spec").path("template").path("spec"), "spec.template.spec", warnings);
            default -> {} // nothing to say
        }
    }

    private static void pod(JsonNode spec, String path, List<String> warnings) {
        if (spec.path("terminationGracePeriodSeconds").asLong(0) < 0) {
            warnings.add(
                    path
                            + ".terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1");
        }
    }
}
