package dev.tidewright.apiserver.openapi;

import dev.tidewright.apiserver.resources.ApiVersion;
import dev.tidewright.apiserver.resources.CustomKinds;
import dev.tidewright.apiserver.resources.CustomVersion;
import dev.tidewright.apiserver.resources.ResourceType;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes the OpenAPI v3 document of a version that CustomResourceDefinitions define.
///
/// The paths are those of upstream's `autoscaling/v1` HorizontalPodAutoscaler under other names, because every
/// resource of Kubernetes is asked for in the same way.
final class CustomDocuments {
    private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
    private static final String REF = "#/components/schemas/";
    private static final String MODEL = "apis/autoscaling/v1";
    private static final String MODEL_KIND = "HorizontalPodAutoscaler";
    private static final String MODEL_PATH = "/apis/autoscaling/v1/namespaces/{namespace}/horizontalpodautoscalers";
    private static final String ACROSS = "/apis/autoscaling/v1/horizontalpodautoscalers";

    private final CustomKinds kinds;

    CustomDocuments(CustomKinds kinds) {
        this.kinds = kinds;
    }

    ObjectNode document(ApiVersion version) {
        ObjectNode model = Documents.tree(MODEL);
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("openapi", "3.0.0");
        document.putObject("info").put("title", "Kubernetes CRD Swagger").put("version", "v0.1.0");
        ObjectNode paths = document.putObject("paths");
        ObjectNode schemas = document.putObject("components").putObject("schemas");
        for (Map.Entry<String, JsonNode> schema :
                model.path("components").path("schemas").properties()) {
            if (schema.getKey().startsWith(META)) {
                schemas.set(schema.getKey(), schema.getValue());
            }
        }
        for (ResourceType type : version.types()) {
            kinds.find(type).ifPresent(custom -> {
                schemas(schemas, custom);
                paths(paths, model.path("paths"), custom);
            });
        }
        return document;
    }

    /// `io.k8s.autoscaling.v1.VerticalPodAutoscaler`: the group's parts from the end.
    static String schemaName(ResourceType type) {
        List<String> parts = List.of(type.group().split("\\."));
        return String.join(".", parts.reversed()) + "." + type.version() + "." + type.kind();
    }

    private static void schemas(ObjectNode schemas, CustomVersion custom) {
        ResourceType type = custom.type();
        ObjectNode schema = custom.schema().deepCopy();
        ObjectNode properties =
                schema.has("properties") ? (ObjectNode) schema.get("properties") : schema.putObject("properties");
        typed(properties);
        properties.putObject("metadata").putArray("allOf").addObject().put("$ref", REF + META + "ObjectMeta");
        kind(schema, type, type.kind());
        schemas.set(schemaName(type), schema);

        ObjectNode list = schemas.putObject(schemaName(type) + "List");
        list.put("description", type.kind() + "List is a list of " + type.kind())
                .put("type", "object");
        list.putArray("required").add("items");
        ObjectNode fields = list.putObject("properties");
        typed(fields);
        fields.putObject("items").put("type", "array").putObject("items").put("$ref", REF + schemaName(type));
        fields.putObject("metadata").putArray("allOf").addObject().put("$ref", REF + META + "ListMeta");
        kind(list, type, custom.listKind());
    }

    private static void typed(ObjectNode properties) {
        for (String name : List.of("apiVersion", "kind")) {
            if (!properties.has(name)) {
                properties.putObject(name).put("type", "string");
            }
        }
    }

    private static void kind(ObjectNode schema, ResourceType type, String kind) {
        ArrayNode kinds = schema.putArray("x-kubernetes-group-version-kind");
        kinds.addObject().put("group", type.group()).put("kind", kind).put("version", type.version());
    }

    private static void paths(ObjectNode paths, JsonNode model, CustomVersion custom) {
        ResourceType type = custom.type();
        if (type.namespaced()) {
            path(paths, model.path(ACROSS), type, ACROSS);
        }
        path(paths, model.path(MODEL_PATH), type, MODEL_PATH);
        path(paths, model.path(MODEL_PATH + "/{name}"), type, MODEL_PATH + "/{name}");
        if (custom.hasStatus()) {
            path(paths, model.path(MODEL_PATH + "/{name}/status"), type, MODEL_PATH + "/{name}/status");
        }
    }

    private static void path(ObjectNode paths, JsonNode model, ResourceType type, String path) {
        String text = renamed(model.toString(), type);
        ObjectNode item = (ObjectNode) JsonMapper.shared().readTree(text);
        String name = renamed(path, type);
        if (!type.namespaced()) {
            name = name.replace("/namespaces/{namespace}", "");
            ((ArrayNode) item.path("parameters"))
                    .removeIf(parameter -> parameter.path("name").asString("").equals("namespace"));
        }
        paths.set(name, item);
    }

    private static String renamed(String text, ResourceType type) {
        return text.replace("io.k8s.api.autoscaling.v1." + MODEL_KIND, schemaName(type))
                .replace("/apis/autoscaling/v1/", "/apis/" + type.apiVersion() + "/")
                .replace("\"group\":\"autoscaling\"", "\"group\":\"" + type.group() + "\"")
                .replace("\"version\":\"v1\"", "\"version\":\"" + type.version() + "\"")
                .replace("AutoscalingV1", operation(type))
                .replace("autoscaling_v1", type.group().replaceAll("[.-]", "") + "_" + type.version())
                .replace("horizontalpodautoscalers", type.plural())
                .replace(MODEL_KIND, type.kind());
    }

    private static String operation(ResourceType type) {
        StringBuilder name = new StringBuilder();
        for (String part : (type.group() + "." + type.version()).split("[.-]")) {
            if (!part.isEmpty()) {
                name.append(Character.toUpperCase(part.charAt(0))).append(part, 1, part.length());
            }
        }
        return name.toString();
    }
}
