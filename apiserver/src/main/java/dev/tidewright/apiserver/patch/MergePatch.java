package dev.tidewright.apiserver.patch;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON merge patch, RFC 7386.
final class MergePatch {
    private MergePatch() {}

    /// `target` with `patch` merged in; neither is changed.
    static JsonNode apply(JsonNode patch, JsonNode target) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        ObjectNode merged = target instanceof ObjectNode object ? shallow(object) : empty();
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            if (change.getValue().isNull()) {
                merged.remove(change.getKey());
            } else {
                merged.set(change.getKey(), apply(change.getValue(), merged.path(change.getKey())));
            }
        }
        return merged;
    }

    private static ObjectNode shallow(ObjectNode object) {
        return empty().setAll(object);
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }
}
