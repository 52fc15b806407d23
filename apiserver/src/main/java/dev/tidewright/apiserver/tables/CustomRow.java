package dev.tidewright.apiserver.tables;

import dev.tidewright.apiserver.resources.CustomVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The row of a custom kind, by the columns that its definition names.
/// Source: `k8s.io/apiextensions-apiserver/pkg/registry/customresource/tableconvertor`.
final class CustomRow implements Layout.Row {
    private static final CustomVersion.Column AGE =
            new CustomVersion.Column("Age", "date", "", "", 0, ".metadata.creationTimestamp");

    private final List<CustomVersion.Column> columns;
    private final List<Optional<JsonPath>> paths = new ArrayList<>();

    private CustomRow(List<CustomVersion.Column> columns) {
        this.columns = columns;
        columns.forEach(column -> paths.add(JsonPath.parse(column.jsonPath())));
    }

    static Layout layout(Column name, CustomVersion version) {
        List<CustomVersion.Column> shown = version.columns().isEmpty() ? List.of(AGE) : version.columns();
        List<Column> columns = new ArrayList<>(List.of(name));
        for (CustomVersion.Column column : shown) {
            String description = column.description().isEmpty()
                    ? "Custom resource definition column (in JSONPath format): " + column.jsonPath()
                    : column.description();
            columns.add(new Column(column.name(), column.type(), column.format(), description, column.priority()));
        }
        return new Layout(columns, new CustomRow(shown));
    }

    @Override
    public void fill(Cells cells, JsonNode object) {
        cells.name(object);
        for (int i = 0; i < columns.size(); i++) {
            Optional<JsonNode> found = paths.get(i).flatMap(path -> path.first(object));
            if (found.isEmpty() || found.get().isNull()) {
                cells.empty();
            } else {
                cell(cells, columns.get(i).type(), found.get());
            }
        }
    }

    private static void cell(Cells cells, String type, JsonNode value) {
        switch (type) {
            case "string" -> cells.text(value.isContainer() ? value.toString() : value.asString());
            case "integer" -> numberOrEmpty(cells, value, true);
            case "number" -> numberOrEmpty(cells, value, false);
            case "boolean" -> {
                if (value.isBoolean()) {
                    cells.value(value);
                } else {
                    cells.empty();
                }
            }
            case "date" -> {
                if (value.isString()) {
                    String age = cells.since(value);
                    cells.text(age.equals(Cells.UNKNOWN) ? "<invalid>" : age);
                } else {
                    cells.empty();
                }
            }
            default -> cells.empty();
        }
    }

    private static void numberOrEmpty(Cells cells, JsonNode value, boolean whole) {
        if (!value.isNumber()) {
            cells.empty();
        } else if (whole) {
            cells.number(value.longValue());
        } else {
            cells.value(value);
        }
    }
}
