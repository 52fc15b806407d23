package dev.tidewright.apiserver.http;

import dev.tidewright.apiserver.rendering.Renderer;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.tables.Tables;
import dev.tidewright.core.objects.KubeObject;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Objects as bytes, in the representation that a client asked for. Safe for many threads.
final class Encoder {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Renderer renderer;
    private final Tables tables;
    private final EncodedObjects known = new EncodedObjects(Runtime.getRuntime().maxMemory() / 8);

    Encoder(Renderer renderer, Tables tables) {
        this.renderer = renderer;
        this.tables = tables;
    }

    static byte[] bytes(JsonNode tree) {
        return JSON.writeValueAsBytes(tree);
    }

    /// @param object as stored
    byte[] encode(KubeObject object, Representation representation) {
        return representation.form() == Representation.Form.TABLE // ages are told as of now
                ? bytes(tree(object, representation))
                : known.get(object.meta().version(), representation, () -> bytes(tree(object, representation)));
    }

    ObjectNode tree(KubeObject object, Representation representation) {
        ObjectNode tree = renderer.render(object, representation.type());
        return switch (representation.form()) {
            case OBJECT -> tree;
            case METADATA -> metadata(tree);
            case TABLE -> {
                ObjectNode table = tables.render(representation.type(), List.of(tree), representation.include());
                table.putObject("metadata")
                        .put("resourceVersion", Long.toString(object.meta().version()));
                yield table;
            }
        };
    }

    /// One table of many objects, without its `metadata`.
    ObjectNode table(List<KubeObject> objects, Representation representation) {
        ResourceType type = representation.type();
        List<ObjectNode> trees =
                objects.stream().map(each -> renderer.render(each, type)).toList();
        return tables.render(type, trees, representation.include());
    }

    private static ObjectNode metadata(ObjectNode tree) {
        ObjectNode partial = JsonNodeFactory.instance.objectNode();
        partial.put("kind", "PartialObjectMetadata");
        partial.put("apiVersion", "meta.k8s.io/v1");
        partial.set("metadata", tree.path("metadata"));
        return partial;
    }
}
