package dev.tidewright.apiserver.validation;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.resources.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What is wrong with an object, in the order in which it was found. Source: `k8s.io/apimachinery`, `field.Error`.
public final class Faults {
    private static final int MOST = 200;

    private final List<ApiError.Cause> causes = new ArrayList<>();

    public boolean isEmpty() {
        return causes.isEmpty();
    }

    public List<ApiError.Cause> causes() {
        return List.copyOf(causes);
    }

    public void required(String path, String detail) {
        add("FieldValueRequired", path, "Required value" + (detail.isEmpty() ? "" : ": " + detail));
    }

    public void invalid(String path, JsonNode value, String detail) {
        add("FieldValueInvalid", path, "Invalid value: " + shown(value) + ": " + detail);
    }

    public void invalid(String path, String value, String detail) {
        invalid(path, JsonNodeFactory.instance.stringNode(value), detail);
    }

    public void invalid(String path, long value, String detail) {
        invalid(path, JsonNodeFactory.instance.numberNode(value), detail);
    }

    /// @param supported in the order in which upstream lists them
    public void unsupported(String path, JsonNode value, List<String> supported) {
        String list = supported.stream().map(one -> '"' + one + '"').collect(Collectors.joining(", "));
        add("FieldValueNotSupported", path, "Unsupported value: " + shown(value) + ": supported values: " + list);
    }

    public void unsupported(String path, String value, List<String> supported) {
        unsupported(path, JsonNodeFactory.instance.stringNode(value), supported);
    }

    public void duplicate(String path, JsonNode value) {
        add("FieldValueDuplicate", path, "Duplicate value: " + shown(value));
    }

    public void notFound(String path, JsonNode value) {
        add("FieldValueNotFound", path, "Not found: " + shown(value));
    }

    public void forbidden(String path, String detail) {
        add("FieldValueForbidden", path, "Forbidden: " + detail);
    }

    public void typeInvalid(String path, String type, String detail) {
        add("FieldValueTypeInvalid", path, "Invalid value: \"" + type + "\": " + detail);
    }

    public void tooMany(String path, int count, int limit) {
        add("FieldValueTooMany", path, "Too many: " + count + ": must have at most " + limit + " items");
    }

    public void tooLong(String path, String detail) {
        add("FieldValueTooLong", path, "Too long: " + detail);
    }

    public void add(String reason, String path, String message) {
        if (causes.size() < MOST) {
            causes.add(new ApiError.Cause(reason, message, path));
        }
    }

    /// @throws ApiError 422 where anything was found
    public void refuse(ResourceType type, String name) {
        refuse(type, type.kind(), name);
    }

    /// The same for a body that calls itself something else.
    ///
    /// @param kind as the body has it
    public void refuse(ResourceType type, String kind, String name) {
        if (!causes.isEmpty()) {
            throw refusal(type.group(), kind, name);
        }
    }

    private ApiError refusal(String group, String kind, String name) {
        List<String> lines = causes.stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .distinct()
                .toList();
        String text = lines.size() == 1 ? lines.getFirst() : "[" + String.join(", ", lines) + "]";
        String qualified = group.isEmpty() ? kind : kind + "." + group;
        return new ApiError(422, "Invalid", qualified + " \"" + name + "\" is invalid: " + text, causes)
                .about(group, kind, name);
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "null" : value.toString();
    }
}
