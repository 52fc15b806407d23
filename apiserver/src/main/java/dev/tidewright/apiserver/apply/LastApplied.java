package dev.tidewright.apiserver.apply;

import dev.tidewright.apiserver.schemas.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The annotation in which kubectl's client-side apply keeps what it applied, for those who move to server-side apply.
///
/// Source: `lastappliedmanager.go` and `lastappliedupdater.go` of `k8s.io/apimachinery/pkg/util/managedfields`.
final class LastApplied {
    static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";

    /// The one manager for which the annotation counts.
    static final String MANAGER = "kubectl";

    private static final int ANNOTATIONS_BYTES_MAX = 256 * 1024;
    private static final JsonMapper JSON = JsonMapper.shared();

    private LastApplied() {}

    /// The fields that client-side apply set and that still are what it set; empty where there is no such annotation.
    static Optional<FieldSet> untouched(ObjectNode live, String apiVersion, Schema schema) {
        String text = live.path("metadata").path("annotations").path(ANNOTATION).asString("");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonNode last = JSON.readTree(text);
            if (!last.path("apiVersion").asString("").equals(apiVersion)) {
                return Optional.empty();
            }
            Comparison change = Comparison.of(last, live, schema);
            return Optional.of(DocumentFields.of(last, schema)
                    .difference(change.modified())
                    .difference(change.added())
                    .difference(change.removed()));
        } catch (JacksonException _) {
            return Optional.empty(); // the annotation is a client's text: one that cannot be read allows nothing
        }
    }

    /// `object` with the annotation, if it has one, saying what was applied now.
    static ObjectNode refreshed(ObjectNode object, ObjectNode applied) {
        JsonNode annotations = object.path("metadata").path("annotations");
        if (annotations.path(ANNOTATION).asString("").isEmpty()) {
            return object;
        }
        ObjectNode changed = copy(annotations);
        changed.put(ANNOTATION, text(applied));
        if (bytes(changed) > ANNOTATIONS_BYTES_MAX) {
            changed.remove(ANNOTATION);
        }
        ObjectNode metadata = copy(object.path("metadata"));
        metadata.set("annotations", changed);
        ObjectNode refreshed = copy(object);
        refreshed.set("metadata", metadata);
        return refreshed;
    }

    private static String text(ObjectNode applied) {
        ObjectNode plain = applied.deepCopy();
        if (plain.path("metadata").path("annotations") instanceof ObjectNode annotations) {
            annotations.remove(ANNOTATION);
        }
        return sorted(plain) + "\n";
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isArray()) {
            var items = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> items.add(sorted(item)));
            return items;
        }
        if (!node.isObject()) {
            return node;
        }
        Map<String, JsonNode> fields = new TreeMap<>();
        node.forEachEntry((name, value) -> fields.put(name, sorted(value)));
        return JsonNodeFactory.instance.objectNode().setAll(fields);
    }

    private static int bytes(ObjectNode annotations) {
        int bytes = 0;
        for (Map.Entry<String, JsonNode> entry : annotations.properties()) {
            bytes += entry.getKey().getBytes(StandardCharsets.UTF_8).length
                    + entry.getValue().asString("").getBytes(StandardCharsets.UTF_8).length;
        }
        return bytes;
    }

    private static ObjectNode copy(JsonNode object) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.forEachEntry(copy::set);
        return copy;
    }
}
