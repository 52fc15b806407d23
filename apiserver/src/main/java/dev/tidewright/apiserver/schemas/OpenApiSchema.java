package dev.tidewright.apiserver.schemas;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads how a custom kind merges from the schema in its CustomResourceDefinition.
///
/// Source of the rules: kube-openapi, `schemaconv/openapi.go`, and what apiextensions-apiserver adds to a definition.
public final class OpenApiSchema {
    private final boolean preserves;

    private OpenApiSchema(boolean preserves) {
        this.preserves = preserves;
    }

    /// The schema of whole objects: `metadata` is what it is for every kind.
    ///
    /// @param openApi  `openAPIV3Schema`; an empty object where there is none
    /// @param preserve the definition's `preserveUnknownFields`
    public static Schema ofResource(JsonNode openApi, boolean preserve) {
        if (!openApi.has("type") && !openApi.has("properties")) {
            return Schema.ANYTHING;
        }
        return new OpenApiSchema(preserve).read(openApi, true);
    }

    private Schema read(JsonNode schema, boolean resource) {
        if (schema.path("x-kubernetes-preserve-unknown-fields").asBoolean(false) && !preserves) {
            return new OpenApiSchema(true).read(schema, resource);
        }
        return switch (schema.path("type").asString("")) {
            case "object" -> Schema.of(members(schema, resource || embeds(schema)));
            case "array" -> Schema.of(items(schema));
            case "integer", "number" -> Schema.of(Scalar.NUMBER);
            case "boolean" -> Schema.of(Scalar.BOOLEAN);
            case "string" -> Schema.of(isPlain(schema.path("format").asString("")) ? Scalar.TEXT : Scalar.ANY);
            default -> Schema.ofAny(items(schema), members(schema, embeds(schema)));
        };
    }

    private static boolean isPlain(String format) {
        return format.isEmpty() || format.equals("byte");
    }

    private static boolean embeds(JsonNode schema) {
        return schema.path("x-kubernetes-embedded-resource").asBoolean(false);
    }

    private Members members(JsonNode schema, boolean resource) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            Schema inner = read(property.getValue(), false);
            Optional<JsonNode> usual = Optional.ofNullable(property.getValue().get("default"));
            fields.put(
                    property.getKey(),
                    new Field(property.getKey(), inner, PatchStrategy.REPLACE, usual, Optional.empty()));
        }
        if (resource) {
            fields.put("apiVersion", Field.plain("apiVersion", Schema.of(Scalar.TEXT)));
            fields.put("kind", Field.plain("kind", Schema.of(Scalar.TEXT)));
            fields.put("metadata", Field.plain("metadata", SchemaTable.BUILT_IN.named("meta.v1.ObjectMeta")));
        }
        boolean atomic = schema.path("x-kubernetes-map-type").asString("").equals("atomic");
        return new Members(fields, others(schema), atomic);
    }

    private Optional<Schema> others(JsonNode schema) {
        JsonNode additional = schema.path("additionalProperties");
        if (additional.isObject()) {
            return Optional.of(read(additional, false));
        }
        boolean free = additional.isBoolean()
                ? additional.booleanValue()
                : preserves || schema.path("properties").isEmpty();
        return free ? Optional.of(Schema.ANYTHING) : Optional.empty();
    }

    private Items items(JsonNode schema) {
        JsonNode inner = schema.path("items");
        Schema element = inner.isObject() ? read(inner, false) : Schema.ANYTHING_AS_ONE;
        return switch (schema.path("x-kubernetes-list-type").asString("")) {
            case "set" -> new Items(element, false, List.of());
            case "map" -> new Items(element, false, texts(schema.path("x-kubernetes-list-map-keys")));
            default -> Items.asOne(element);
        };
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asString("")));
        return texts;
    }
}
