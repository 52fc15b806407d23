package dev.tidewright.apiserver.subresources;

import dev.tidewright.apiserver.resources.CustomKinds;
import dev.tidewright.apiserver.resources.CustomVersion;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.JsonTrees;
import dev.tidewright.cluster.documents.MetaDocuments;
import dev.tidewright.cluster.documents.Place;
import dev.tidewright.core.pods.ScaleSelector;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Where an object keeps what its scale shows.
public final class ScalePaths {
    private static final Paths BUILT_IN =
            new Paths(List.of("spec", "replicas"), List.of("status", "replicas"), List.of("spec", "selector"));

    private final CustomKinds kinds;

    public ScalePaths(CustomKinds kinds) {
        this.kinds = kinds;
    }

    Paths of(ResourceType type) {
        return kinds.find(type)
                .flatMap(CustomVersion::scale)
                .map(paths ->
                        new Paths(steps(paths.replicas()), steps(paths.statusReplicas()), steps(paths.selector())))
                .orElse(BUILT_IN);
    }

    private static List<String> steps(String path) {
        String trimmed = path.startsWith(".") ? path.substring(1) : path;
        return trimmed.isEmpty() ? List.of() : List.of(trimmed.split("\\."));
    }

    /// @param selector a `metav1.LabelSelector`, or the text of one; empty where the kind tells none
    record Paths(List<String> replicas, List<String> current, List<String> selector) {
        int replicas(JsonNode object) {
            return at(object, replicas).asInt(0);
        }

        int current(JsonNode object) {
            return at(object, current).asInt(0);
        }

        String selector(JsonNode object) {
            JsonNode found = at(object, selector);
            if (!(found instanceof ObjectNode tree)) {
                return found.asString("");
            }
            boolean plain = !tree.has("matchLabels") && !tree.has("matchExpressions");
            ObjectNode holder = tree.objectNode();
            holder.set("selector", plain ? tree.objectNode().set("matchLabels", tree) : tree);
            var fields = Fields.of(JsonTrees.document(holder, new Place("object", 0)), "");
            return MetaDocuments.selector(fields, "selector")
                    .map(ScaleSelector::of)
                    .map(Scales::text)
                    .orElse("");
        }

        private static JsonNode at(JsonNode object, List<String> path) {
            JsonNode found = object;
            for (String step : path) {
                found = found.path(step);
            }
            return path.isEmpty() ? object.path("none") : found;
        }

        /// The object with another count; what does not lie on its path is shared.
        ObjectNode withReplicas(ObjectNode object, int count) {
            return set(object, 0, count);
        }

        private ObjectNode set(JsonNode object, int step, int count) {
            ObjectNode copy = tools.jackson.databind.node.JsonNodeFactory.instance.objectNode();
            if (object instanceof ObjectNode fields) {
                copy.setAll(fields);
            }
            String name = replicas.get(step);
            if (step == replicas.size() - 1) {
                copy.put(name, count);
            } else {
                copy.set(name, set(object.path(name), step + 1, count));
            }
            return copy;
        }
    }
}
