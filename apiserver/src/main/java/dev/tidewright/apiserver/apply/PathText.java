package dev.tidewright.apiserver.apply;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The spelling of path elements as keys of `fieldsV1`: `f:spec`, `k:{"name":"web"}`, `v:"a"`, `i:0`.
final class PathText {
    private static final JsonMapper JSON = JsonMapper.shared();

    private PathText() {}

    static String encoded(PathElement element) {
        return switch (element) {
            case PathElement.Name(String name) -> "f:" + name;
            case PathElement.Keys(List<PathElement.Key> keys) -> {
                StringBuilder text = new StringBuilder("k:");
                char separator = '{';
                for (PathElement.Key key : keys) {
                    text.append(separator)
                            .append('"')
                            .append(key.name())
                            .append("\":")
                            .append(json(key.value()));
                    separator = ',';
                }
                yield text.append('}').toString();
            }
            case PathElement.Value(JsonNode value) -> "v:" + json(value);
            case PathElement.Index(int index) -> "i:" + index;
        };
    }

    /// Empty for a kind of element that is not known.
    ///
    /// @throws IllegalArgumentException where the text is malformed
    static Optional<PathElement> decoded(String text) {
        if (text.length() < 2 || text.charAt(1) != ':') {
            throw new IllegalArgumentException("not the name of a path element: " + text);
        }
        String rest = text.substring(2);
        return switch (text.charAt(0)) {
            case 'f' -> Optional.of(new PathElement.Name(rest));
            case 'k' -> Optional.of(new PathElement.Keys(keys(parsed(rest))));
            case 'v' -> Optional.of(new PathElement.Value(parsed(rest)));
            case 'i' -> Optional.of(new PathElement.Index(Integer.parseInt(rest)));
            default -> Optional.empty();
        };
    }

    /// A value in a message, as Go's `%q` and `%v` have it.
    static String quoted(JsonNode value) {
        return value.toString();
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON: " + text, e);
        }
    }

    private static List<PathElement.Key> keys(JsonNode tree) {
        if (!(tree instanceof ObjectNode object)) {
            throw new IllegalArgumentException("not an object of keys: " + tree);
        }
        List<PathElement.Key> keys = new ArrayList<>(object.size());
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            keys.add(new PathElement.Key(field.getKey(), field.getValue()));
        }
        keys.sort(Comparator.comparing(PathElement.Key::name));
        return keys;
    }

    /// Go's encoder also escapes what could be taken for HTML.
    private static String json(JsonNode value) {
        String text = value.toString();
        if (text.indexOf('<') < 0 && text.indexOf('>') < 0 && text.indexOf('&') < 0) {
            return text;
        }
        return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }
}
