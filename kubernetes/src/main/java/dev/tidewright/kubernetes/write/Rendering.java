package dev.tidewright.kubernetes.write;

import dev.tidewright.cluster.documents.AutoscalerStatusDocuments;
import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Document.Mapping;
import dev.tidewright.cluster.documents.Document.Scalar;
import dev.tidewright.cluster.documents.Document.Sequence;
import dev.tidewright.cluster.objects.ConfigMap;
import dev.tidewright.cluster.objects.PodAutoscaler;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Objects as JSON.
final class Rendering {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    static final JsonNode NOTHING = NODES.missingNode();

    private Rendering() {}

    /// @throws IllegalArgumentException for a kind that has no rendering
    static ObjectNode of(KubeObject object) {
        if (object instanceof HorizontalPodAutoscaler hpa) {
            ObjectNode node = Bodies.object("autoscaling/v2", HorizontalPodAutoscaler.KIND);
            node.set("status", tree(AutoscalerStatusDocuments.status(hpa.status())));
            return node;
        }
        if (object instanceof PodAutoscaler own) {
            ObjectNode node = Bodies.object(PodAutoscaler.API_VERSION, PodAutoscaler.KIND);
            node.set("status", tree(AutoscalerStatusDocuments.status(own.rules().status())));
            return node;
        }
        if (object instanceof ConfigMap map) {
            return configMap(map);
        }
        throw new IllegalArgumentException("no rendering of " + object.kind());
    }

    private static ObjectNode configMap(ConfigMap map) {
        ObjectNode node = Bodies.object("v1", ConfigMap.KIND);
        ObjectNode meta = node.putObject("metadata");
        meta.put("name", map.meta().name()).put("namespace", map.meta().namespace());
        ObjectNode annotations = meta.putObject("annotations");
        map.meta().annotations().forEach(annotations::put);
        ObjectNode data = node.putObject("data");
        map.data().forEach(data::put);
        return node;
    }

    static JsonNode tree(Document document) {
        return switch (document) {
            case Mapping mapping -> {
                ObjectNode node = NODES.objectNode();
                mapping.fields().forEach((name, value) -> node.set(name, tree(value)));
                yield node;
            }
            case Sequence sequence -> {
                ArrayNode items = NODES.arrayNode(sequence.items().size());
                sequence.items().forEach(item -> items.add(tree(item)));
                yield items;
            }
            case Scalar scalar ->
                switch (scalar.type()) {
                    case TEXT -> NODES.stringNode(scalar.text());
                    case WHOLE_NUMBER -> NODES.numberNode(Long.parseLong(scalar.text()));
                    case DECIMAL -> NODES.numberNode(Double.parseDouble(scalar.text()));
                    case BOOLEAN -> NODES.booleanNode(Boolean.parseBoolean(scalar.text()));
                    case NULL -> NODES.nullNode();
                };
        };
    }
}
