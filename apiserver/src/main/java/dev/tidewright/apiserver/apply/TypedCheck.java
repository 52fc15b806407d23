package dev.tidewright.apiserver.apply;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.schemas.Items;
import dev.tidewright.apiserver.schemas.Members;
import dev.tidewright.apiserver.schemas.Scalar;
import dev.tidewright.apiserver.schemas.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Whether what is applied fits the schema, in structured-merge-diff's words (`typed/validate.go`).
final class TypedCheck {
    private final List<String> errors = new ArrayList<>();

    /// @throws ApiError as upstream answers it: 500, for it is no error that upstream types
    static void check(JsonNode applied, Schema schema, String what) {
        TypedCheck check = new TypedCheck();
        check.visit("", applied, schema);
        if (!check.errors.isEmpty()) {
            String all = check.errors.size() == 1
                    ? check.errors.getFirst()
                    : "errors:\n  " + String.join("\n  ", check.errors);
            throw new ApiError(500, "", "failed to create typed patch object (" + what + "): " + all, List.of());
        }
    }

    private void visit(String path, JsonNode value, Schema schema) {
        if (value.isNull()) {
            return;
        }
        switch (Form.of(schema, value)) {
            case SCALAR -> scalar(path, value, schema.scalar());
            case OBJECT -> {
                if (value.isObject()) {
                    members(path, value, schema.members());
                } else {
                    errors.add(path + ": expected map, got " + wrapped(value));
                }
            }
            case LIST -> {
                if (value.isArray()) {
                    items(path, value, schema.items());
                } else {
                    errors.add(path + ": expected list, got " + wrapped(value));
                }
            }
        }
    }

    private void scalar(String path, JsonNode value, Scalar scalar) {
        if (scalar.takes(value)) {
            return;
        }
        errors.add(path + ": expected "
                + switch (scalar) {
                    case TEXT -> "string, got &value.valueUnstructured{Value:" + value + "}";
                    case NUMBER -> "numeric (int or float), got " + GoTypes.name(value);
                    case BOOLEAN -> "boolean, got " + wrapped(value);
                    case ANY, NONE -> "any scalar, got " + wrapped(value);
                });
    }

    private void members(String path, JsonNode object, Members members) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String inner = path + "." + field.getKey();
            Optional<Schema> schema = members.at(field.getKey());
            if (schema.isEmpty()) {
                errors.add(inner + ": field not declared in schema");
                return;
            }
            visit(inner, field.getValue(), schema.get());
        }
    }

    private void items(String path, JsonNode list, Items items) {
        Set<PathElement> seen = new TreeSet<>();
        for (int i = 0; i < list.size(); i++) {
            PathElement name = new PathElement.Index(i);
            if (!items.atomic()) {
                Optional<PathElement> found = ItemNames.of(items, list.get(i));
                if (found.isEmpty()) {
                    errors.add(path + ": element " + i + ": " + unnamed(items, list.get(i)));
                    return;
                }
                name = found.get();
                if (!seen.add(name)) {
                    errors.add(path + ": duplicate entries for key " + name.shown());
                }
            }
            visit(path + name.shown(), list.get(i), items.element());
        }
    }

    private static String unnamed(Items items, JsonNode item) {
        if (items.keys().isEmpty()) {
            return item.isObject()
                    ? "associative list without keys has an element that's a map type"
                    : item.isArray()
                            ? "not supported: associative list with lists as elements"
                            : "associative list without keys has an element that's an explicit null";
        }
        if (item.isNull()) {
            return "associative list with keys may not have a null element";
        }
        if (!item.isObject()) {
            return "associative list with keys may not have non-map elements";
        }
        return "associative list with keys has an element that omits all key fields " + GoTypes.quotedList(items.keys())
                + " (and doesn't have default values for any key fields)";
    }

    private static String wrapped(JsonNode value) {
        return "&{" + GoTypes.plain(value) + "}";
    }
}
