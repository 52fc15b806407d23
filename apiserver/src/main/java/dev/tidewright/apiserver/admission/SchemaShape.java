package dev.tidewright.apiserver.admission;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Brings an object into its schema's shape: fields that are not in it go, defaults come in.
/// Source: `k8s.io/apiextensions-apiserver/pkg/apiserver/schema/{pruning,defaulting}`.
final class SchemaShape {
    private static final String PRESERVES = "x-kubernetes-preserve-unknown-fields";

    private final List<String> pruned = new ArrayList<>();

    private SchemaShape() {}

    /// @return the paths of what went
    static List<String> prune(JsonNode schema, ObjectNode root) {
        var shape = new SchemaShape();
        shape.object(schema, root, "", true);
        Collections.sort(shape.pruned);
        return shape.pruned;
    }

    private void prune(JsonNode schema, JsonNode value, String path) {
        if (value instanceof ObjectNode object) {
            boolean embedded = schema.path("x-kubernetes-embedded-resource").asBoolean(false);
            object(schema, object, path, embedded);
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                prune(schema.path("items"), value.get(i), path + "[" + i + "]");
            }
        }
    }

    private void object(JsonNode schema, ObjectNode object, String path, boolean whole) {
        JsonNode properties = schema.path("properties");
        JsonNode others = schema.path("additionalProperties");
        boolean preserves = schema.path(PRESERVES).asBoolean(false);
        boolean any = others.isObject() || others.asBoolean(false);
        for (String name : List.copyOf(object.propertyNames())) {
            String at = path.isEmpty() ? name : path + "." + name;
            boolean own = whole && (name.equals("apiVersion") || name.equals("kind") || name.equals("metadata"));
            if (own) {
                continue;
            }
            if (properties.has(name)) {
                prune(properties.path(name), object.path(name), at);
            } else if (any) {
                if (others.isObject()) {
                    prune(others, object.path(name), at);
                }
            } else if (!preserves) {
                object.remove(name);
                pruned.add(at);
            }
        }
    }

    /// Whether a number such as 2.0 stands where a whole one does.
    private static boolean isWhole(JsonNode schema, JsonNode value) {
        return schema.path("type").asString("").equals("integer")
                && value.isFloatingPointNumber()
                && value.decimalValue().stripTrailingZeros().scale() <= 0
                && value.canConvertToLong();
    }

    /// Fills in what the schema gives and drops nulls where it gives something and does not allow null.
    static void fill(JsonNode schema, JsonNode value) {
        if (value instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> property :
                    schema.path("properties").properties()) {
                JsonNode usual = property.getValue().path("default");
                String name = property.getKey();
                boolean nullable = property.getValue().path("nullable").asBoolean(false);
                boolean absent = !object.has(name) || (object.path(name).isNull() && !nullable);
                if (absent && !usual.isMissingNode()) {
                    object.set(name, usual.deepCopy());
                } else if (absent) {
                    object.remove(name); // a null where none is allowed
                } else if (isWhole(property.getValue(), object.path(name))) {
                    object.put(name, object.path(name).decimalValue().longValueExact());
                }
                if (object.has(name)) {
                    fill(property.getValue(), object.path(name));
                }
            }
            JsonNode others = schema.path("additionalProperties");
            if (others.isObject()) {
                object.properties().stream()
                        .filter(entry -> !schema.path("properties").has(entry.getKey()))
                        .forEach(entry -> fill(others, entry.getValue()));
            }
        } else if (value.isArray()) {
            value.forEach(item -> fill(schema.path("items"), item));
        }
    }
}
