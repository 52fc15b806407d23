package dev.tidewright.apiserver.apply;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a real server adds to a created object after it has noted who owns what.
final class Admission {
    private static final Map<String, List<String>> SPEC = Map.of(
            "Service", List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"),
            "Job", List.of("selector"),
            "Pod", List.of("serviceAccount", "serviceAccountName", "priority", "preemptionPolicy"));

    private Admission() {}

    /// `object` as it was before; it is changed in place.
    static ObjectNode undone(ObjectNode object) {
        ObjectNode spec = object.path("spec") instanceof ObjectNode found ? found : object.objectNode();
        String kind = object.path("kind").asString();
        if (kind.equals("Pod")) {
            addedTolerations(spec);
            added(spec.path("volumes"), "name");
            spec.path("containers").forEach(container -> {
                added(container.path("volumeMounts"), "name");
                if (container.path("volumeMounts").isEmpty()) {
                    ((ObjectNode) container).remove("volumeMounts");
                }
            });
        } else if (kind.equals("Job")) {
            ((ObjectNode) object.path("metadata")).remove("labels");
            ((ObjectNode) spec.path("template").path("metadata")).remove("labels");
        }
        SPEC.getOrDefault(kind, List.of()).forEach(spec::remove);
        return object;
    }

    private static void addedTolerations(ObjectNode spec) {
        if (spec.path("tolerations") instanceof ArrayNode list) {
            list.removeIf(item -> item.path("key").asString("").startsWith("node.kubernetes.io/"));
        }
    }

    private static void added(JsonNode list, String key) {
        if (list instanceof ArrayNode array) {
            array.removeIf(item -> item.path(key).asString("").startsWith("kube-api-access"));
        }
    }
}
