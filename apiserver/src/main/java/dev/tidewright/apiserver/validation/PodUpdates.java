package dev.tidewright.apiserver.validation;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The few fields of a pod that may change. Source: `ValidatePodUpdate`.
final class PodUpdates {
    private static final String FIXED = "pod updates may not change fields other than `spec.containers[*].image`,"
            + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing"
            + " tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

    private PodUpdates() {}

    static void check(Faults faults, JsonNode spec, JsonNode before) {
        for (String list : List.of("containers", "initContainers")) {
            if (spec.path(list).size() != before.path(list).size()) {
                faults.forbidden("spec." + list, "pod updates may not add or remove containers");
                return;
            }
        }
        if (!fixed(spec, before).equals(fixed(before, before))) {
            faults.forbidden("spec", FIXED);
        }
        JsonNode deadline = before.path("activeDeadlineSeconds");
        if (deadline.isNumber() && !spec.path("activeDeadlineSeconds").isNumber()) {
            faults.invalid(
                    "spec.activeDeadlineSeconds",
                    spec.path("activeDeadlineSeconds"),
                    "must not update from a positive integer to nil value");
        }
    }

    /// A spec without what may change.
    private static JsonNode fixed(JsonNode spec, JsonNode before) {
        JsonNode copy = spec.deepCopy();
        if (copy instanceof ObjectNode pod) {
            pod.remove(List.of("activeDeadlineSeconds", "tolerations"));
            if (before.path("nodeName").asString("").isEmpty()) {
                pod.remove(List.of("schedulingGates", "nodeName", "nodeSelector", "affinity"));
            }
            if (before.path("terminationGracePeriodSeconds").asLong(0) < 0) {
                pod.remove("terminationGracePeriodSeconds");
            }
            for (String list : List.of("containers", "initContainers")) {
                for (JsonNode container : pod.path(list)) {
                    ((ObjectNode) container).remove("image");
                }
            }
        }
        return copy;
    }
}
