package dev.tidewright.apiserver.openapi;

import dev.tidewright.apiserver.resources.ApiVersion;
import dev.tidewright.apiserver.resources.ResourceTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The one OpenAPI v2 document, for clients from before v3: all v3 documents put together and rewritten.
final class SwaggerDocument {
    private static final List<String> PARAMETER_LEFT = List.of("schema", "style", "explode");
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "options", "head", "patch");

    private final ResourceTypes types;
    private final CustomDocuments custom;

    SwaggerDocument(ResourceTypes types, CustomDocuments custom) {
        this.types = types;
        this.custom = custom;
    }

    ObjectNode document() {
        ObjectNode swagger = JsonNodeFactory.instance.objectNode().put("swagger", "2.0");
        swagger.putObject("info").put("title", "Kubernetes").put("version", "v1.34.4");
        ObjectNode paths = swagger.putObject("paths");
        ObjectNode definitions = swagger.putObject("definitions");
        for (ObjectNode document : documents()) {
            String text = document.toString().replace("#/components/schemas/", "#/definitions/");
            JsonNode rewritten = JsonMapper.shared().readTree(text);
            for (Map.Entry<String, JsonNode> schema :
                    rewritten.path("components").path("schemas").properties()) {
                definitions.set(schema.getKey(), flattened(schema.getValue()));
            }
            for (Map.Entry<String, JsonNode> path : rewritten.path("paths").properties()) {
                paths.set(path.getKey(), item(path.getValue()));
            }
        }
        return swagger;
    }

    private List<ObjectNode> documents() {
        List<ObjectNode> documents = new ArrayList<>();
        Documents.index().keySet().forEach(path -> documents.add(Documents.tree(path)));
        for (ApiVersion version : types.versions()) {
            if (version.custom()) {
                documents.add(custom.document(version));
            }
        }
        return documents;
    }

    /// v3 wraps a reference that has siblings into `allOf`; v2 writes them side by side.
    private static JsonNode flattened(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.path("allOf").size() == 1 && object.path("allOf").path(0).has("$ref")) {
                object.set("$ref", object.path("allOf").path(0).path("$ref"));
                object.remove(List.of("allOf", "default"));
            }
            object.properties().forEach(field -> flattened(field.getValue()));
        } else if (node instanceof ArrayNode array) {
            array.forEach(SwaggerDocument::flattened);
        }
        return node;
    }

    private static ObjectNode item(JsonNode item) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : item.properties()) {
            if (METHODS.contains(field.getKey())) {
                result.set(field.getKey(), operation((ObjectNode) field.getValue()));
            } else if (field.getKey().equals("parameters")) {
                result.set("parameters", parameters(field.getValue()));
            }
        }
        return result;
    }

    private static ObjectNode operation(ObjectNode operation) {
        ArrayNode parameters = parameters(operation.path("parameters"));
        JsonNode content = operation.path("requestBody").path("content");
        if (content.isObject() && !content.isEmpty()) {
            ObjectNode body = parameters.addObject().put("in", "body").put("name", "body");
            body.set("schema", content.properties().iterator().next().getValue().path("schema"));
            operation.set("consumes", names(content));
        }
        operation.remove("requestBody");
        operation.set("parameters", parameters);
        for (Map.Entry<String, JsonNode> response : operation.path("responses").properties()) {
            JsonNode types = response.getValue().path("content");
            if (response.getValue() instanceof ObjectNode answer && types.isObject() && !types.isEmpty()) {
                answer.set(
                        "schema",
                        flattened(
                                types.properties().iterator().next().getValue().path("schema")));
                operation.set("produces", names(types));
                answer.remove("content");
            }
        }
        return operation;
    }

    private static ArrayNode names(JsonNode content) {
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        content.properties().forEach(field -> names.add(field.getKey()));
        return names;
    }

    private static ArrayNode parameters(JsonNode parameters) {
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        for (JsonNode parameter : parameters) {
            ObjectNode flat = ((ObjectNode) parameter).deepCopy();
            if (flat.path("schema") instanceof ObjectNode schema) {
                flat.setAll(schema);
            }
            flat.remove(PARAMETER_LEFT);
            result.add(flat);
        }
        return result;
    }
}
