package dev.tidewright.apiserver.warnings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads documents of which any part may be missing.
final class Trees {
    private Trees() {}

    static String text(JsonNode tree, String... path) {
        return at(tree, path).asString("");
    }

    static JsonNode at(JsonNode tree, String... path) {
        JsonNode here = tree;
        for (String name : path) {
            here = here.path(name);
        }
        return here;
    }

    static String name(JsonNode object) {
        return text(object, "metadata", "name");
    }

    static String namespace(JsonNode object) {
        return text(object, "metadata", "namespace");
    }

    /// Whether two documents differ at a path; where there was none before, they do.
    static boolean differ(Optional<? extends JsonNode> before, JsonNode after, String... path) {
        return before.isEmpty() || !at(before.get(), path).equals(at(after, path));
    }

    /// The containers of a workload's template.
    static JsonNode containers(JsonNode workload) {
        return at(workload, "spec", "template", "spec", "containers");
    }

    /// All words with which a container is started.
    static List<String> words(JsonNode container) {
        List<String> words = new ArrayList<>();
        container.path("command").forEach(word -> words.add(word.asString("")));
        container.path("args").forEach(word -> words.add(word.asString("")));
        return words;
    }

    /// Whether a target reference names a workload.
    static boolean pointsAt(JsonNode reference, JsonNode workload) {
        return text(reference, "kind").equals(text(workload, "kind"))
                && text(reference, "name").equals(name(workload));
    }
}
