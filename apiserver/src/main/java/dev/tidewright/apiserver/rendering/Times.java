package dev.tidewright.apiserver.rendering;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Rewrites the times that a document tells: those of its metadata that the store keeps, and all of its status.
public final class Times {
    private static final List<String> IN_METADATA = List.of("creationTimestamp", "deletionTimestamp");

    private Times() {}

    /// @param tree is changed; its metadata and status must be its own
    static void rewriteMetadata(ObjectNode tree, UnaryOperator<Instant> clock) {
        if (tree.path("metadata") instanceof ObjectNode metadata) {
            IN_METADATA.forEach(name -> rewrite(metadata, name, metadata.path(name), clock));
        }
    }

    /// @param tree its status is changed, at any depth
    public static void rewriteStatus(ObjectNode tree, UnaryOperator<Instant> clock) {
        rewriteAll(tree.path("status"), clock);
    }

    private static void rewriteAll(JsonNode tree, UnaryOperator<Instant> clock) {
        if (tree instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (field.getValue().isString()) {
                    rewrite(object, field.getKey(), field.getValue(), clock);
                } else {
                    rewriteAll(field.getValue(), clock);
                }
            }
        } else if (tree.isArray()) {
            tree.forEach(each -> rewriteAll(each, clock));
        }
    }

    private static void rewrite(ObjectNode object, String name, JsonNode value, UnaryOperator<Instant> clock) {
        boolean told = name.endsWith("Time") || name.endsWith("At") || name.endsWith("Timestamp");
        String text = told && value.isString() ? value.asString("") : "";
        if (text.length() > 18 && text.charAt(10) == 'T') {
            try {
                Instant shown = clock.apply(Instant.parse(text));
                object.put(name, shown.truncatedTo(ChronoUnit.SECONDS).toString());
            } catch (DateTimeException notATime) {
                return; // a text of another meaning
            }
        }
    }
}
