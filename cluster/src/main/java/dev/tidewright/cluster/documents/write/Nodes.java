package dev.tidewright.cluster.documents.write;

import dev.tidewright.core.objects.Resources;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The small parts of which documents are made.
final class Nodes {
    private Nodes() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /// A copy that may be changed at its top; what is below is shared.
    static ObjectNode shallow(JsonNode tree) {
        ObjectNode copy = object();
        if (tree instanceof ObjectNode fields) {
            copy.setAll(fields);
        }
        return copy;
    }

    /// A `metav1.Time`: RFC 3339 in whole seconds.
    static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static ObjectNode texts(Map<String, String> texts) {
        ObjectNode tree = object();
        texts.forEach(tree::put);
        return tree;
    }

    /// Sets the field, or takes it out where there is nothing to say.
    static void texts(ObjectNode tree, String name, Map<String, String> texts) {
        if (texts.isEmpty()) {
            tree.remove(name);
        } else {
            tree.set(name, texts(texts));
        }
    }

    static void text(ObjectNode tree, String name, String text) {
        if (!text.isEmpty()) {
            tree.put(name, text);
        }
    }

    static ObjectNode resources(Resources resources) {
        ObjectNode tree = object();
        resources.amounts().forEach((name, amount) -> tree.put(name, amount.toString()));
        return tree;
    }

    static void resources(ObjectNode tree, String name, Resources resources) {
        if (!resources.amounts().isEmpty()) {
            tree.set(name, resources(resources));
        }
    }

    /// `25%`, or a number where it is one.
    static void countOrPercent(ObjectNode tree, String name, String text) {
        if (text.endsWith("%")) {
            tree.put(name, text);
        } else {
            tree.put(name, Integer.parseInt(text));
        }
    }
}
