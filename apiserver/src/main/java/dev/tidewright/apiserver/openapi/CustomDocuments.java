package dev.tidewright.apiserver.openapi;

import dev.tidewright.apiserver.resources.ApiVersion;
import dev.tidewright.apiserver.resources.CustomKinds;
import dev.tidewright.apiserver.resources.CustomVersion;
import dev.tidewright.apiserver.resources.ResourceType;
import java.util.List;
import java.util.Locale;
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
    private static final String CONVENTIONS =
            "https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md";
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
            boolean discovery =
                    schema.getKey().contains("APIResource") || schema.getKey().endsWith("WatchEvent");
            if (schema.getKey().startsWith(META) && !discovery) {
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
        meta(properties, "Standard object's metadata. More info: " + CONVENTIONS + "#metadata", "ObjectMeta");
        kind(schema, type, type.kind());
        schemas.set(schemaName(type), schema);

        ObjectNode list = schemas.putObject(schemaName(type) + "List");
        list.put("description", type.kind() + "List is a list of " + type.kind())
                .put("type", "object");
        list.putArray("required").add("items");
        ObjectNode fields = list.putObject("properties");
        typed(fields);
        fields.putObject("items")
                .put("description", "List of " + type.plural() + ". More info: " + CONVENTIONS)
                .put("type", "array")
                .putObject("items")
                .put("$ref", REF + schemaName(type));
        meta(fields, "Standard list metadata. More info: " + CONVENTIONS + "#types-kinds", "ListMeta");
        kind(list, type, custom.listKind());
    }

    private static void typed(ObjectNode properties) {
        properties
                .putObject("apiVersion")
                .put(
                        "description",
                        "APIVersion defines the versioned schema of this representation of an object. Servers should"
                                + " convert recognized schemas to the latest internal value, and may reject unrecognized"
                                + " values. More info: " + CONVENTIONS + "#resources")
                .put("type", "string");
        properties
                .putObject("kind")
                .put(
                        "description",
                        "Kind is a string value representing the REST resource this object represents. Servers may infer"
                                + " this from the endpoint the client submits requests to. Cannot be updated. In CamelCase."
                                + " More info: " + CONVENTIONS + "#types-kinds")
                .put("type", "string");
    }

    private static void meta(ObjectNode properties, String description, String type) {
        properties
                .putObject("metadata")
                .put("description", description)
                .putArray("allOf")
                .addObject()
                .put("$ref", REF + META + type);
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
                .replace("autoscaling_v1", tag(type))
                .replace("horizontalpodautoscalers", type.plural())
                .replace(MODEL_KIND, type.kind());
    }

    /// `exampleCom_v1`
    private static String tag(ResourceType type) {
        String name = camel(type.group().replace(".k8s.io", ""));
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1) + "_" + type.version();
    }

    private static String operation(ResourceType type) {
        return camel(type.group().replace(".k8s.io", "") + "." + type.version());
    }

    private static String camel(String text) {
        StringBuilder name = new StringBuilder();
        for (String part : text.split("[.-]")) {
            if (!part.isEmpty()) {
                name.append(Character.toUpperCase(part.charAt(0))).append(part, 1, part.length());
            }
        }
        return name.toString();
    }
}
