package dev.tidewright.kubernetes.write;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What must be merged into one document to make another of it (RFC 7386).
final class MergePatch {
    private MergePatch() {}

    /// @return empty where the two say the same
    static Optional<ObjectNode> between(JsonNode before, JsonNode after) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        for (String name : before.propertyNames()) {
            if (!after.has(name)) {
                patch.putNull(name);
            }
        }
        for (var field : after.properties()) {
            JsonNode old = before.path(field.getKey());
            JsonNode wanted = field.getValue();
            if (old.isObject() && wanted.isObject()) {
                between(old, wanted).ifPresent(inner -> patch.set(field.getKey(), inner));
            } else if (!old.equals(wanted)) {
                patch.set(field.getKey(), wanted);
            }
        }
        return patch.isEmpty() ? Optional.empty() : Optional.of(patch);
    }
}
