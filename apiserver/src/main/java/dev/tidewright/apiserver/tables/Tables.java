package dev.tidewright.apiserver.tables;

import dev.tidewright.apiserver.conversion.Conversions;
import dev.tidewright.apiserver.resources.CustomKinds;
import dev.tidewright.apiserver.resources.ResourceType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Renders objects as a `meta.k8s.io/v1` Table. Safe for many threads.
public final class Tables {
    private final Layouts layouts;
    private final InstantSource clock;

    /// How much of each object a row carries: the query parameter `includeObject`.
    public enum Include {
        NONE,
        METADATA,
        OBJECT
    }

    /// @param clock of the world that the objects live in: ages are told by it
    public Tables(CustomKinds kinds, InstantSource clock) {
        this.layouts = new Layouts(kinds);
        this.clock = clock;
    }

    /// A table without `metadata`: the caller puts the list's or the object's.
    ///
    /// @param trees as stored, whatever the type's version; rows refer to them, so they must be frozen
    public ObjectNode render(ResourceType type, List<ObjectNode> trees, Include include) {
        ObjectNode table =
                JsonNodeFactory.instance.objectNode().put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
        Layout layout = layouts.of(type);
        ArrayNode definitions = table.putArray("columnDefinitions");
        layout.columns().forEach(column -> definitions.add(column.definition()));
        ArrayNode rows = table.putArray("rows");
        Instant now = clock.instant();
        for (ObjectNode tree : trees) {
            ObjectNode row = rows.addObject();
            layout.row().fill(new Cells(row.putArray("cells"), now), tree);
            object(row, type, tree, include);
        }
        return table;
    }

    private static void object(ObjectNode row, ResourceType type, ObjectNode tree, Include include) {
        switch (include) {
            case NONE -> {}
            case OBJECT -> row.set("object", Conversions.fromStored(type, tree));
            case METADATA ->
                row.putObject("object")
                        .put("kind", "PartialObjectMetadata")
                        .put("apiVersion", "meta.k8s.io/v1")
                        .set("metadata", tree.path("metadata"));
        }
    }
}
