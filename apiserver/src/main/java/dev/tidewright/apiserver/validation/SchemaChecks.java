package dev.tidewright.apiserver.validation;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A value against a structural schema. Source: `k8s.io/apiextensions-apiserver/pkg/apiserver/validation`, whose words
/// are those of go-openapi's validator. Rules in CEL (`x-kubernetes-validations`) are not looked at.
public record SchemaChecks(Faults faults) {
    private static final ConcurrentHashMap<String, Pattern> PATTERNS = new ConcurrentHashMap<>();
    private static final int MOST_PATTERNS = 4_096;

    /// @param path empty at the root
    public void check(JsonNode schema, JsonNode value, String path) {
        if (value.isNull() && schema.path("nullable").asBoolean(false)) {
            return;
        }
        if (!type(schema, value, path)) {
            return;
        }
        enumeration(schema, value, path);
        switch (value.getNodeType()) {
            case OBJECT, POJO -> object(schema, value, path);
            case ARRAY -> array(schema, value, path);
            case STRING -> text(schema, value, path);
            case NUMBER -> number(schema, value, path);
            case BOOLEAN, NULL, MISSING, BINARY -> {}
        }
        combined(schema, value, path);
    }

    private boolean type(JsonNode schema, JsonNode value, String path) {
        String found = kind(value);
        if (schema.path("x-kubernetes-int-or-string").asBoolean(false)) {
            boolean fits = found.equals("integer") || found.equals("string");
            if (!fits) {
                wrongType(path, "integer,string", found);
                faults.add(
                        "FieldValueInvalid",
                        "<nil>",
                        "Invalid value: \"\": \"" + path + "\" must validate at least one schema (anyOf)");
                wrongType(path, "integer", found);
            }
            return fits;
        }
        String wanted = Checks.text(schema, "type");
        boolean fits = wanted.isEmpty()
                || wanted.equals(found)
                || (wanted.equals("number") && found.equals("integer"))
                || (wanted.equals("integer") && value.isNumber() && isWhole(value));
        if (!fits) {
            wrongType(path, wanted, found);
        }
        return fits;
    }

    private void wrongType(String path, String wanted, String found) {
        faults.typeInvalid(path, found, path + " in body must be of type " + wanted + ": \"" + found + "\"");
    }

    private static boolean isWhole(JsonNode number) {
        return number.decimalValue().stripTrailingZeros().scale() <= 0;
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT, POJO -> "object";
            case ARRAY -> "array";
            case STRING, BINARY -> "string";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case BOOLEAN -> "boolean";
            case NULL, MISSING -> "null";
        };
    }

    private void enumeration(JsonNode schema, JsonNode value, String path) {
        JsonNode allowed = schema.path("enum");
        if (allowed.isEmpty() || allowed.valueStream().anyMatch(one -> one.equals(value))) {
            return;
        }
        faults.unsupported(
                path, value, allowed.valueStream().map(one -> one.asString("")).toList());
    }

    private void object(JsonNode schema, JsonNode value, String path) {
        JsonNode properties = schema.path("properties");
        JsonNode others = schema.path("additionalProperties");
        for (JsonNode name : schema.path("required")) {
            if (!value.has(name.asString(""))) {
                faults.required(below(path, name.asString("")), "");
            }
        }
        for (String name : new TreeSet<>(value.propertyNames())) {
            JsonNode property = properties.path(name);
            if (property.isObject()) {
                check(property, value.path(name), below(path, name));
            } else if (others.isObject()) {
                check(others, value.path(name), below(path, name));
            }
        }
        size(schema, value.size(), path, "Properties", "properties");
    }

    private void size(JsonNode schema, int size, String path, String bound, String noun) {
        JsonNode most = schema.path("max" + bound);
        if (most.isNumber() && size > most.asInt()) {
            faults.tooMany(path, size, most.asInt());
        }
        JsonNode least = schema.path("min" + bound);
        if (least.isNumber() && size < least.asInt()) {
            faults.add(
                    "FieldValueInvalid",
                    path,
                    "Invalid value: " + size + ": " + path + " in body should have at least " + least.asInt() + " "
                            + noun);
        }
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private void array(JsonNode schema, JsonNode value, String path) {
        for (int i = 0; i < value.size(); i++) {
            check(schema.path("items"), value.get(i), path + "[" + i + "]");
        }
        size(schema, value.size(), path, "Items", "items");
        listType(schema, value, path);
    }

    private void listType(JsonNode schema, JsonNode value, String path) {
        String listType = Checks.text(schema, "x-kubernetes-list-type");
        var seen = new HashSet<List<JsonNode>>();
        for (int i = 0; i < value.size(); i++) {
            List<JsonNode> key = new ArrayList<>();
            if (listType.equals("map")) {
                for (JsonNode name : schema.path("x-kubernetes-list-map-keys")) {
                    key.add(value.get(i).path(name.asString("")));
                }
            } else {
                key.add(value.get(i));
            }
            if ((listType.equals("map") || listType.equals("set")) && !seen.add(key)) {
                faults.duplicate(path + "[" + i + "]", shownKey(schema, value.get(i), listType));
            }
        }
    }

    private static JsonNode shownKey(JsonNode schema, JsonNode item, String listType) {
        if (listType.equals("set") || !item.isObject()) {
            return item;
        }
        var shown = JsonNodeFactory.instance.objectNode();
        schema.path("x-kubernetes-list-map-keys")
                .forEach(name -> shown.set(name.asString(""), item.path(name.asString(""))));
        return shown;
    }

    private void text(JsonNode schema, JsonNode value, String path) {
        String text = value.asString();
        int length = text.codePointCount(0, text.length());
        if (schema.path("maxLength").isNumber()
                && length > schema.path("maxLength").asInt()) {
            faults.tooLong(
                    path, "may not be more than " + schema.path("maxLength").asInt() + " bytes");
        }
        if (schema.path("minLength").isNumber()
                && length < schema.path("minLength").asInt()) {
            faults.invalid(
                    path,
                    value,
                    path + " in body should be at least "
                            + schema.path("minLength").asInt() + " chars long");
        }
        String pattern = Checks.text(schema, "pattern");
        if (!pattern.isEmpty() && !matches(pattern, text)) {
            faults.invalid(path, value, path + " in body should match '" + pattern + "'");
        }
        if (Checks.text(schema, "format").equals("date-time") && !isTime(text)) {
            faults.typeInvalid(path, text, path + " in body must be of type date-time: \"" + text + "\"");
        }
    }

    private static boolean isTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /// A pattern that cannot be read holds for everything.
    private static boolean matches(String pattern, String text) {
        if (PATTERNS.size() > MOST_PATTERNS) {
            PATTERNS.clear();
        }
        try {
            return PATTERNS.computeIfAbsent(pattern, Pattern::compile)
                    .matcher(text)
                    .find();
        } catch (PatternSyntaxException e) {
            return true;
        }
    }

    private void number(JsonNode schema, JsonNode value, String path) {
        BigDecimal number = value.decimalValue();
        JsonNode least = schema.path("minimum");
        boolean above = schema.path("exclusiveMinimum").asBoolean(false);
        if (least.isNumber()) {
            int order = number.compareTo(least.decimalValue());
            if (order < 0 || (above && order == 0)) {
                faults.invalid(
                        path,
                        value,
                        path + " in body should be greater than " + (above ? "" : "or equal to ") + least.asString());
            }
        }
        JsonNode most = schema.path("maximum");
        boolean under = schema.path("exclusiveMaximum").asBoolean(false);
        if (most.isNumber()) {
            int order = number.compareTo(most.decimalValue());
            if (order > 0 || (under && order == 0)) {
                faults.invalid(
                        path,
                        value,
                        path + " in body should be less than " + (under ? "" : "or equal to ") + most.asString());
            }
        }
        JsonNode step = schema.path("multipleOf");
        if (step.isNumber() && number.remainder(step.decimalValue()).signum() != 0) {
            faults.invalid(path, value, path + " in body should be a multiple of " + step.asString());
        }
    }

    private void combined(JsonNode schema, JsonNode value, String path) {
        for (JsonNode all : schema.path("allOf")) {
            check(all, value, path);
        }
        long any = fitting(schema.path("anyOf"), value, path);
        if (!schema.path("anyOf").isEmpty() && any == 0) {
            faults.add(
                    "FieldValueInvalid",
                    "<nil>",
                    "Invalid value: \"\": \"" + path + "\" must validate at least one schema (anyOf)");
        }
        long one = fitting(schema.path("oneOf"), value, path);
        if (!schema.path("oneOf").isEmpty() && one != 1) {
            faults.add(
                    "FieldValueInvalid",
                    "<nil>",
                    "Invalid value: \"\": \"" + path
                            + "\" must validate one and only one schema (oneOf). Found "
                            + (one == 0 ? "none" : one) + " valid");
        }
        if (schema.path("not").isObject() && fits(schema.path("not"), value, path)) {
            faults.add(
                    "FieldValueInvalid",
                    "<nil>",
                    "Invalid value: \"\": \"" + path + "\" must not validate the schema (not)");
        }
    }

    private static long fitting(JsonNode schemas, JsonNode value, String path) {
        return schemas.valueStream().filter(schema -> fits(schema, value, path)).count();
    }

    private static boolean fits(JsonNode schema, JsonNode value, String path) {
        var trial = new Faults();
        new SchemaChecks(trial).check(schema, value, path);
        return trial.isEmpty();
    }
}
