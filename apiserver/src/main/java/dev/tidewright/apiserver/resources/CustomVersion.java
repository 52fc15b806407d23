package dev.tidewright.apiserver.resources;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One version of a CustomResourceDefinition.
///
/// @param listKind    e.g. `VerticalPodAutoscalerList`
/// @param stored      whether objects are kept in this version; one of a definition's versions is
/// @param schema      frozen; empty where the version has none, which `v1` does not allow
/// @param columns     beside the name, as written; empty where only the age is shown
/// @param hasStatus   whether the status has a path of its own
/// @param scale       where the scale subresource finds its numbers, if there is one
public record CustomVersion(
        ResourceType type,
        String listKind,
        boolean served,
        boolean stored,
        ObjectNode schema,
        boolean preservesUnknown,
        List<Column> columns,
        boolean hasStatus,
        Optional<ScalePaths> scale) {

    /// An additional printer column.
    ///
    /// @param jsonPath e.g. `.spec.updatePolicy.updateMode`
    public record Column(String name, String type, String format, String description, int priority, String jsonPath) {}

    /// @param selector where the label selector stands as text; empty where the definition names none
    public record ScalePaths(String replicas, String statusReplicas, String selector) {}

    public CustomVersion {
        columns = List.copyOf(columns);
    }

    static List<Column> columns(JsonNode version) {
        return version.path("additionalPrinterColumns")
                .valueStream()
                .map(column -> new Column(
                        column.path("name").asString(""),
                        column.path("type").asString(""),
                        column.path("format").asString(""),
                        column.path("description").asString(""),
                        column.path("priority").asInt(0),
                        column.path("jsonPath").asString("")))
                .toList();
    }

    static Optional<ScalePaths> scale(JsonNode version) {
        JsonNode scale = version.path("subresources").path("scale");
        return scale.isObject()
                ? Optional.of(new ScalePaths(
                        scale.path("specReplicasPath").asString(""),
                        scale.path("statusReplicasPath").asString(""),
                        scale.path("labelSelectorPath").asString("")))
                : Optional.empty();
    }
}
