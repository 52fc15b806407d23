package dev.tidewright.apiserver.conversion;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Events of `v1` and of `events.k8s.io/v1`: the same under other names. Source: `pkg/apis/events/v1/conversion.go`.
final class EventVersions {
    /// In `v1`, and in `events.k8s.io/v1`.
    private static final List<Map.Entry<String, String>> NAMES = List.of(
            Map.entry("involvedObject", "regarding"),
            Map.entry("message", "note"),
            Map.entry("source", "deprecatedSource"),
            Map.entry("firstTimestamp", "deprecatedFirstTimestamp"),
            Map.entry("lastTimestamp", "deprecatedLastTimestamp"),
            Map.entry("count", "deprecatedCount"),
            Map.entry("reportingComponent", "reportingController"));

    private EventVersions() {}

    static ObjectNode toCore(ObjectNode event) {
        ObjectNode core = event.deepCopy();
        core.put("apiVersion", "v1");
        NAMES.forEach(name -> rename(core, name.getValue(), name.getKey()));
        return core;
    }

    static ObjectNode fromCore(ObjectNode event) {
        ObjectNode fresh = event.deepCopy();
        fresh.put("apiVersion", "events.k8s.io/v1");
        NAMES.forEach(name -> rename(fresh, name.getKey(), name.getValue()));
        return fresh;
    }

    private static void rename(ObjectNode node, String from, String to) {
        JsonNode value = node.remove(from);
        if (value != null) {
            node.set(to, value);
        }
    }
}
