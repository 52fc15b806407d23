package dev.tidewright.apiserver.patch;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// A tree as Go's `%v` prints it: `map[name:web ports:[80 443]]`.
final class GoText {
    private GoText() {}

    static String of(JsonNode node) {
        StringBuilder out = new StringBuilder();
        write(node, out);
        return out.toString();
    }

    private static void write(JsonNode node, StringBuilder out) {
        if (node.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            node.forEachEntry(sorted::put);
            String separator = "map[";
            for (Map.Entry<String, JsonNode> field : sorted.entrySet()) {
                out.append(separator).append(field.getKey()).append(':');
                write(field.getValue(), out);
                separator = " ";
            }
            out.append(sorted.isEmpty() ? "map[]" : "]");
        } else if (node.isArray()) {
            String separator = "[";
            for (JsonNode item : node) {
                out.append(separator);
                write(item, out);
                separator = " ";
            }
            out.append(node.isEmpty() ? "[]" : "]");
        } else {
            out.append(node.isNull() ? "<nil>" : node.asString());
        }
    }
}
