package dev.tidewright.apiserver.tables;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// The columns of a kind and how an object fills them.
record Layout(List<Column> columns, Row row) {
    Layout {
        columns = List.copyOf(columns);
    }

    /// Writes one cell for each column.
    interface Row {
        void fill(Cells cells, JsonNode object);
    }
}
