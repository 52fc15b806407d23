package dev.tidewright.insight.monitoring;

import java.util.List;

/// One chart of a dashboard.
///
/// @param unit    Grafana's name of it: `short`, `s`, `percent`
/// @param queries at least one
public record Panel(String title, String unit, List<Query> queries) {
    public Panel {
        queries = List.copyOf(queries);
    }

    /// @param expression in PromQL
    /// @param legend     with the labels of the series
    public record Query(String expression, String legend) {}
}
