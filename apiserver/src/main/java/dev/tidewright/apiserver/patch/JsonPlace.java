package dev.tidewright.apiserver.patch;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// A place in a document that is being changed: a container, and a key or an index in it.
record JsonPlace(JsonNode container, String key) {
    /// @param pointer as in RFC 6901
    static JsonPlace find(JsonNode document, String pointer) {
        if (!pointer.startsWith("/")) {
            throw new PatchFailure("doc is missing path: \"" + pointer + "\"");
        }
        List<String> parts = List.of(pointer.substring(1).split("/", -1));
        JsonNode at = document;
        for (String part : parts.subList(0, parts.size() - 1)) {
            at = new JsonPlace(at, decoded(part)).get();
        }
        if (!at.isContainer()) {
            throw new PatchFailure("doc is missing path: \"" + pointer + "\"");
        }
        return new JsonPlace(at, decoded(parts.getLast()));
    }

    /// What stands there; missing where an object has no such key.
    JsonNode get() {
        if (container instanceof ArrayNode array) {
            return array.get(index(array.size() - 1));
        }
        return container instanceof ObjectNode object ? object.path(key) : MissingNode.getInstance();
    }

    void add(JsonNode value) {
        if (container instanceof ArrayNode array) {
            if (key.equals("-")) {
                array.add(value);
            } else {
                array.insert(index(array.size()), value);
            }
        } else if (container instanceof ObjectNode object) {
            object.set(key, value);
        }
    }

    void set(JsonNode value) {
        if (container instanceof ArrayNode array) {
            array.set(index(array.size() - 1), value);
        } else if (container instanceof ObjectNode object) {
            object.set(key, value);
        }
    }

    void remove() {
        if (container instanceof ArrayNode array) {
            array.remove(index(array.size() - 1));
        } else if (container instanceof ObjectNode object && object.remove(key) == null) {
            throw new PatchFailure("Unable to remove nonexistent key: " + key + ": missing value");
        }
    }

    /// @param last the largest index that is allowed; a negative one counts back from after it
    private int index(int last) {
        int index;
        try {
            index = Integer.parseInt(key);
        } catch (NumberFormatException e) {
            throw new PatchFailure("value was not a proper array index: '" + key + "'");
        }
        if (index > last || index < -(last + 1)) {
            throw new PatchFailure("Unable to access invalid index: " + index + ": invalid index referenced");
        }
        return index < 0 ? index + last + 1 : index;
    }

    private static String decoded(String part) {
        return part.indexOf('~') < 0 ? part : part.replace("~1", "/").replace("~0", "~");
    }
}
