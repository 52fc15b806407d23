package dev.tidewright.kubernetes.capture;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An object as one would write it: without what the API server and its controllers added.
final class Manifest {
    private static final List<String> ADDED = List.of(
            "uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "selfLink", "generateName");
    private static final List<String> NOTES = List.of(
            "kubectl.kubernetes.io/last-applied-configuration",
            "deployment.kubernetes.io/revision",
            "deprecated.daemonset.template.generation");
    private static final List<String> ASSIGNED = List.of("clusterIP", "clusterIPs");

    private Manifest() {}

    /// @return empty for what another object owns, which will make it again
    static Optional<ObjectNode> of(JsonNode item, String version, String kind) {
        if (!item.path("metadata").path("ownerReferences").isEmpty()) {
            return Optional.empty();
        }
        ObjectNode manifest =
                JsonNodeFactory.instance.objectNode().put("apiVersion", version).put("kind", kind);
        item.properties().forEach(field -> {
            if (!manifest.has(field.getKey()) && !field.getKey().equals("status")) {
                manifest.set(field.getKey(), field.getValue().deepCopy());
            }
        });
        if (manifest.path("metadata") instanceof ObjectNode meta) {
            meta.remove(ADDED);
            if (meta.path("annotations") instanceof ObjectNode annotations) {
                annotations.remove(NOTES);
                if (annotations.isEmpty()) {
                    meta.remove("annotations");
                }
            }
        }
        if (kind.equals("Service") && manifest.path("spec") instanceof ObjectNode spec && !isHeadless(spec)) {
            spec.remove(ASSIGNED);
        }
        return Optional.of(manifest);
    }

    private static boolean isHeadless(ObjectNode service) {
        return service.path("clusterIP").asString("").equals("None");
    }
}
