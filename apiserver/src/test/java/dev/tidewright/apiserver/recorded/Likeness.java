package dev.tidewright.apiserver.recorded;

import dev.tidewright.apiserver.schemas.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Compares a document before defaults with the one that a server stored after them: what only the stored one has must
/// be new, or else it was lost.
public final class Likeness {
    private static final Set<String> SYSTEM =
            Set.of("resourceVersion", "generation", "managedFields", "uid", "creationTimestamp");
    private static final List<String> KEYS = List.of("name", "containerPort", "port", "mountPath", "type", "key");

    /// What defaults give again where a patch took it away.
    private static final Map<String, Set<String>> DEFAULTS = Map.ofEntries(
            Map.entry("imagePullPolicy", Set.of("\"Always\"", "\"IfNotPresent\"")),
            Map.entry("terminationMessagePath", Set.of("\"/dev/termination-log\"")),
            Map.entry("terminationMessagePolicy", Set.of("\"File\"")),
            Map.entry("resources", Set.of("{}")),
            Map.entry("securityContext", Set.of("{}")),
            Map.entry("protocol", Set.of("\"TCP\"")),
            Map.entry("type", Set.of("\"RollingUpdate\"", "\"\"")),
            Map.entry("rollingUpdate", Set.of("{\"maxUnavailable\":\"25%\",\"maxSurge\":\"25%\"}")),
            Map.entry("maxSurge", Set.of("\"25%\"")),
            Map.entry("maxUnavailable", Set.of("\"25%\"")),
            Map.entry("replicas", Set.of("1")),
            Map.entry("terminationGracePeriodSeconds", Set.of("30")),
            Map.entry("periodSeconds", Set.of("10")),
            Map.entry("timeoutSeconds", Set.of("1")),
            Map.entry("successThreshold", Set.of("1")),
            Map.entry("failureThreshold", Set.of("3")),
            Map.entry("scheme", Set.of("\"HTTP\"")),
            Map.entry("emptyDir", Set.of("{}")),
            Map.entry(
                    "strategy",
                    Set.of(
                            "{\"type\":\"RollingUpdate\",\"rollingUpdate\":{\"maxUnavailable\":\"25%\",\"maxSurge\":\"25%\"}}")));

    private final List<String> differences = new ArrayList<>();

    private Likeness() {}

    /// Where `ours` is not what became `stored`, starting from `live`; empty if nowhere.
    public static List<String> differences(JsonNode live, JsonNode ours, JsonNode stored) {
        Likeness likeness = new Likeness();
        likeness.compare("", live, ours, stored);
        return likeness.differences;
    }

    private void compare(String path, JsonNode live, JsonNode ours, JsonNode stored) {
        if (ours.isObject() && stored.isObject()) {
            Set<String> names = new TreeSet<>(ours.propertyNames());
            names.addAll(stored.propertyNames());
            for (String name : names) {
                if (!path.equals(".metadata") || !SYSTEM.contains(name)) {
                    field(path + "." + name, live.path(name), ours.path(name), stored.path(name));
                }
            }
        } else if (ours.isArray() && stored.isArray() && ours.size() == stored.size()) {
            for (int i = 0; i < ours.size(); i++) {
                compare(path + "[" + i + "]", counterpart(live, ours.get(i)), ours.get(i), stored.get(i));
            }
        } else if (!Values.same(ours, stored)) {
            differences.add(path + ": " + ours + " is not " + stored);
        }
    }

    private void field(String path, JsonNode live, JsonNode ours, JsonNode stored) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        if (stored.isMissingNode()) {
            if (!isZero(ours) && !name.startsWith("$")) {
                differences.add(path + ": kept " + ours);
            }
        } else if (ours.isMissingNode() || (ours.isNull() && !stored.isNull())) {
            if (!live.isMissingNode() && !DEFAULTS.getOrDefault(name, Set.of()).contains(stored.toString())) {
                differences.add(path + ": lost " + stored);
            }
        } else {
            compare(path, live, ours, stored);
        }
    }

    private static boolean isZero(JsonNode value) {
        return value.isContainer()
                ? value.isEmpty()
                : value.isNull() || Set.of("", "0", "false").contains(value.asString());
    }

    private static JsonNode counterpart(JsonNode live, JsonNode item) {
        for (String key : KEYS) {
            JsonNode name = item.path(key);
            if (!name.isMissingNode()) {
                for (JsonNode other : live) {
                    if (Values.same(other.path(key), name)) {
                        return other;
                    }
                }
                return MissingNode.getInstance();
            }
        }
        return MissingNode.getInstance();
    }
}
