package dev.tidewright.apiserver.answers;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Renders `v1` Status.
public final class Status {
    private Status() {}

    public static ObjectNode failure(ApiError error) {
        ObjectNode tree = status("Failure");
        tree.put("message", error.message());
        put(tree, "reason", error.reason());
        ObjectNode details = details(error);
        if (!details.isEmpty()) {
            tree.set("details", details);
        }
        tree.put("code", error.code());
        return tree;
    }

    private static ObjectNode details(ApiError error) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        put(details, "name", error.subject().name());
        put(details, "group", error.subject().group());
        put(details, "kind", error.subject().kind());
        if (!error.causes().isEmpty()) {
            ArrayNode causes = details.putArray("causes");
            for (ApiError.Cause cause : error.causes()) {
                ObjectNode item = causes.addObject();
                put(item, "reason", cause.reason());
                put(item, "message", cause.message());
                put(item, "field", cause.field());
            }
        }
        error.retryAfterSeconds().ifPresent(seconds -> details.put("retryAfterSeconds", seconds));
        return details;
    }

    private static void put(ObjectNode tree, String name, String text) {
        if (!text.isEmpty()) {
            tree.put(name, text);
        }
    }

    /// The answer to a deletion that is done.
    public static ObjectNode deleted(String group, String plural, String name, String uid) {
        ObjectNode tree = status("Success");
        ObjectNode details = tree.putObject("details");
        put(details, "name", name);
        put(details, "group", group);
        details.put("kind", plural);
        put(details, "uid", uid);
        return tree;
    }

    /// Done; with a code where clients expect one (`201` for evictions and bindings).
    public static ObjectNode success(int code) {
        ObjectNode tree = status("Success");
        tree.put("code", code);
        return tree;
    }

    private static ObjectNode status(String word) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("kind", "Status");
        tree.put("apiVersion", "v1");
        tree.putObject("metadata");
        tree.put("status", word);
        return tree;
    }
}
