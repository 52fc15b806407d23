package dev.tidewright.insight.monitoring;

import dev.tidewright.insight.json.JsonText;
import java.util.List;

/// A page of charts.
///
/// @param uid the same wherever it is imported, so that links to it last
public record Dashboard(String uid, String title, List<Panel> panels) {
    private static final int WIDTH = 12;
    private static final int HEIGHT = 8;

    public Dashboard {
        panels = List.copyOf(panels);
    }

    /// As Grafana imports it, with the data source to be chosen.
    public String json() {
        return JsonText.of(json -> json.object(() -> {
                    json.field("uid", uid).field("title", title).field("schemaVersion", 39);
                    json.field("editable", true).field("refresh", "30s");
                    json.list("tags", List.of("tidewright", "autoscaling"), JsonText::value);
                    json.object("time", () -> json.field("from", "now-6h").field("to", "now"));
                    json.object("templating", () -> json.list("list", variables(), Dashboard::variable));
                    json.name("panels").list(() -> {
                        for (int i = 0; i < panels.size(); i++) {
                            panel(json, panels.get(i), i);
                        }
                    });
                }))
                + "\n";
    }

    private record Variable(String name, String type, String query) {}

    private static List<Variable> variables() {
        return List.of(
                new Variable("datasource", "datasource", "prometheus"),
                new Variable(
                        "namespace",
                        "query",
                        "label_values(kube_horizontalpodautoscaler_spec_max_replicas, namespace)"));
    }

    private static void variable(JsonText json, Variable variable) {
        json.object(() -> {
            json.field("name", variable.name()).field("type", variable.type()).field("query", variable.query());
            if (variable.type().equals("query")) {
                source(json);
                json.field("includeAll", true)
                        .field("multi", true)
                        .field("allValue", ".*")
                        .field("refresh", 2);
            }
        });
    }

    private static void source(JsonText json) {
        json.object("datasource", () -> json.field("type", "prometheus").field("uid", "${datasource}"));
    }

    private static void panel(JsonText json, Panel panel, int place) {
        json.object(() -> {
            json.field("id", place + 1).field("type", "timeseries").field("title", panel.title());
            source(json);
            json.object(
                    "gridPos",
                    () -> json.field("x", place % 2 * (long) WIDTH)
                            .field("y", place / 2 * (long) HEIGHT)
                            .field("w", WIDTH)
                            .field("h", HEIGHT));
            json.object(
                    "fieldConfig",
                    () -> json.object(
                            "defaults", () -> json.field("unit", panel.unit()).field("min", 0)));
            json.list(
                    "targets",
                    panel.queries(),
                    (each, query) -> target(each, query, panel.queries().indexOf(query)));
        });
    }

    private static void target(JsonText json, Panel.Query query, int place) {
        json.object(() -> json.field("refId", Character.toString('A' + place))
                .field("expr", query.expression())
                .field("legendFormat", query.legend()));
    }
}
