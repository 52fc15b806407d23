package dev.tidewright.apiserver.tables;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A HorizontalPodAutoscaler's row, with what it sees and aims at: `cpu: 63%/70%, memory: 41%/80%`.
/// Source: `formatHPAMetrics` in `pkg/printers/internalversion` of Kubernetes 1.34.
final class AutoscalerRow {
    private static final int SHOWN_METRICS = 2;

    private AutoscalerRow() {}

    static void fill(Cells cells, JsonNode object) {
        JsonNode spec = object.path("spec");
        JsonNode target = spec.path("scaleTargetRef");
        cells.name(object)
                .text(target.path("kind").asString("") + "/"
                        + target.path("name").asString(""))
                .text(metrics(spec.path("metrics"), object.path("status").path("currentMetrics")))
                .text(spec.path("minReplicas"), Cells.UNSET)
                .number(spec.path("maxReplicas"))
                .number(object.path("status").path("currentReplicas"))
                .age(object);
    }

    static String metrics(JsonNode specs, JsonNode statuses) {
        if (specs.isEmpty()) {
            return Cells.NONE;
        }
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < Math.min(specs.size(), SHOWN_METRICS); i++) {
            shown.add(metric(specs.path(i), statuses.path(i)));
        }
        String text = String.join(", ", shown);
        int more = specs.size() - SHOWN_METRICS;
        return more > 0 ? text + " + " + more + " more..." : text;
    }

    private static String metric(JsonNode spec, JsonNode status) {
        String type = spec.path("type").asString("");
        return switch (type) {
            case "Resource" -> resource(spec.path("resource"), status.path("resource"));
            case "ContainerResource" -> resource(spec.path("containerResource"), status.path("containerResource"));
            case "Pods" ->
                known(status.path("pods").path("current").path("averageValue"), status.has("pods")) + "/"
                        + amount(spec.path("pods").path("target").path("averageValue"));
            case "Object" -> value(spec.path("object"), status.path("object"));
            case "External" -> value(spec.path("external"), status.path("external"));
            default -> "<unknown type>";
        };
    }

    private static String resource(JsonNode spec, JsonNode status) {
        JsonNode target = spec.path("target");
        JsonNode current = status.path("current");
        String name = spec.path("name").asString("") + ": ";
        if (target.has("averageValue")) {
            return name + known(current.path("averageValue"), status.isObject()) + "/"
                    + amount(target.path("averageValue"));
        }
        JsonNode utilization = current.path("averageUtilization");
        JsonNode wanted = target.path("averageUtilization");
        return name + (utilization.isNumber() ? utilization.asInt() + "%" : Cells.UNKNOWN) + "/"
                + (wanted.isNumber() ? wanted.asInt() + "%" : "<auto>");
    }

    private static String value(JsonNode spec, JsonNode status) {
        JsonNode target = spec.path("target");
        JsonNode current = status.path("current");
        if (target.has("averageValue")) {
            return known(current.path("averageValue"), current.has("averageValue")) + "/"
                    + amount(target.path("averageValue")) + " (avg)";
        }
        return known(current.path("value"), status.isObject()) + "/" + amount(target.path("value"));
    }

    private static String known(JsonNode amount, boolean told) {
        return told ? amount(amount) : Cells.UNKNOWN;
    }

    private static String amount(JsonNode amount) {
        return Cells.textOr(amount, "0");
    }
}
