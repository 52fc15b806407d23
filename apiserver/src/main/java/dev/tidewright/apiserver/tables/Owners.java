package dev.tidewright.apiserver.tables;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Owner references as `statefulset.apps/redis`.
final class Owners {
    private Owners() {}

    static String text(JsonNode owner) {
        String version = owner.path("apiVersion").asString("");
        int slash = version.indexOf('/');
        String group = slash < 0 ? "" : "." + version.substring(0, slash);
        return (owner.path("kind").asString("") + group).toLowerCase(Locale.ROOT) + "/"
                + owner.path("name").asString("");
    }
}
