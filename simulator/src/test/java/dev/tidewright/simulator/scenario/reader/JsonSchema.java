package dev.tidewright.simulator.scenario.reader;

import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Document.Mapping;
import dev.tidewright.cluster.documents.Document.Scalar;
import dev.tidewright.cluster.documents.Document.Sequence;
import dev.tidewright.cluster.documents.Json;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/// As much of JSON Schema (draft 7) as the shipped schema uses; an unknown keyword fails, so nothing goes unchecked.
final class JsonSchema {
    private final Mapping root;

    JsonSchema(InputStream schema) {
        root = (Mapping) Json.parse("scenario.schema.json", schema);
    }

    Mapping definition(String name) {
        return (Mapping) Objects.requireNonNull(
                ((Mapping) field(root, "definitions")).fields().get(name), name);
    }

    Mapping root() {
        return root;
    }

    List<String> complaints(Document document) {
        List<String> found = new ArrayList<>();
        check(root, document, "", found);
        return found;
    }

    private static Document field(Mapping mapping, String name) {
        return Objects.requireNonNull(mapping.fields().get(name), name);
    }

    private void check(Mapping schema, Document value, String path, List<String> found) {
        schema.fields().forEach((keyword, rule) -> {
            if (!holds(schema, keyword, rule, value, path, found)) {
                found.add(path + ": " + keyword);
            }
        });
    }

    private boolean holds(
            Mapping schema, String keyword, Document rule, Document value, String path, List<String> found) {
        return switch (keyword) {
            case "$schema", "$id", "title", "description", "definitions", "format", "properties", "patternProperties" ->
                true;
            case "$ref" -> {
                check(definition(text(rule).replace("#/definitions/", "")), value, path, found);
                yield true;
            }
            case "allOf" -> {
                items(rule).forEach(each -> check((Mapping) each, value, path, found));
                yield true;
            }
            case "oneOf" ->
                items(rule).stream().filter(each -> fits((Mapping) each, value)).count() == 1;
            case "type" ->
                rule instanceof Scalar
                        ? isA(text(rule), value)
                        : items(rule).stream().anyMatch(type -> isA(text(type), value));
            case "enum" -> items(rule).stream().anyMatch(each -> text(each).equals(text(value)));
            case "pattern" ->
                !(value instanceof Scalar)
                        || Pattern.compile(text(rule)).matcher(text(value)).find();
            case "minimum" -> !isA("number", value) || number(value) >= number(rule);
            case "maximum" -> !isA("number", value) || number(value) <= number(rule);
            case "minItems" -> !(value instanceof Sequence list) || list.items().size() >= number(rule);
            case "minProperties" ->
                !(value instanceof Mapping map) || map.fields().size() >= number(rule);
            case "required" ->
                !(value instanceof Mapping map)
                        || items(rule).stream().allMatch(name -> map.fields().containsKey(text(name)));
            case "propertyNames" -> {
                Pattern pattern = Pattern.compile(text(field((Mapping) rule, "pattern")));
                yield !(value instanceof Mapping map)
                        || map.fields().keySet().stream()
                                .allMatch(name -> pattern.matcher(name).find());
            }
            case "items" -> {
                if (value instanceof Sequence list) {
                    list.items().forEach(item -> check((Mapping) rule, item, path + "[]", found));
                }
                yield true;
            }
            case "additionalProperties" -> properties(schema, rule, value, path, found);
            default -> throw new AssertionError("keyword " + keyword + " is not checked");
        };
    }

    private boolean properties(Mapping schema, Document rest, Document value, String path, List<String> found) {
        if (!(value instanceof Mapping map)) {
            return true;
        }
        Map<String, Document> known = map(schema, "properties");
        Map<String, Document> patterns = map(schema, "patternProperties");
        boolean holds = true;
        for (var entry : map.fields().entrySet()) {
            String inner = path + "." + entry.getKey();
            Document rule = known.get(entry.getKey());
            for (var pattern : patterns.entrySet()) {
                if (Pattern.compile(pattern.getKey()).matcher(entry.getKey()).find()) {
                    rule = pattern.getValue();
                }
            }
            if (rule == null && rest instanceof Scalar) {
                found.add(inner + ": unknown");
                holds = false;
            } else {
                check((Mapping) (rule == null ? rest : rule), entry.getValue(), inner, found);
            }
        }
        return holds;
    }

    private boolean fits(Mapping schema, Document value) {
        List<String> found = new ArrayList<>();
        check(schema, value, "", found);
        return found.isEmpty();
    }

    static Map<String, Document> map(Mapping schema, String name) {
        return schema.fields().get(name) instanceof Mapping mapping ? mapping.fields() : new LinkedHashMap<>();
    }

    private static List<Document> items(Document list) {
        return ((Sequence) list).items();
    }

    private static String text(Document scalar) {
        return ((Scalar) scalar).text();
    }

    private static double number(Document scalar) {
        return Double.parseDouble(text(scalar));
    }

    private static boolean isA(String type, Document value) {
        return switch (type) {
            case "object" -> value instanceof Mapping;
            case "array" -> value instanceof Sequence;
            case "string" -> value instanceof Scalar scalar && scalar.type() == Scalar.Type.TEXT;
            case "integer" -> value instanceof Scalar scalar && scalar.type() == Scalar.Type.WHOLE_NUMBER;
            case "boolean" -> value instanceof Scalar scalar && scalar.type() == Scalar.Type.BOOLEAN;
            case "number" ->
                value instanceof Scalar scalar
                        && (scalar.type() == Scalar.Type.WHOLE_NUMBER || scalar.type() == Scalar.Type.DECIMAL);
            default -> throw new AssertionError(type);
        };
    }
}
