package dev.tidewright.apiserver.admission;

import dev.tidewright.apiserver.resources.ResourceType;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The few places where an empty list says something else than no list: it is decoded away, but defaults must see it.
final class Emptiness {
    private Emptiness() {}

    /// @param decoded is changed
    static void keep(ResourceType type, JsonNode written, ObjectNode decoded) {
        if (!type.kind().equals("HorizontalPodAutoscaler")) {
            return;
        }
        for (String direction : List.of("scaleUp", "scaleDown")) {
            JsonNode policies =
                    written.path("spec").path("behavior").path(direction).path("policies");
            JsonNode rules = decoded.path("spec").path("behavior").path(direction);
            if (policies.isArray() && policies.isEmpty() && rules instanceof ObjectNode object) {
                object.putArray("policies");
            }
        }
    }
}
