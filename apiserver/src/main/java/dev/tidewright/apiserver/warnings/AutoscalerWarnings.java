package dev.tidewright.apiserver.warnings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Of HorizontalPodAutoscalers.
final class AutoscalerWarnings {
    private AutoscalerWarnings() {}

    static List<String> of(Optional<ObjectNode> before, ObjectNode after, Warnings.Beside beside) {
        List<String> warnings = new ArrayList<>();
        before.ifPresent(was -> lostMetrics(was, after).ifPresent(warnings::add));
        if (Trees.differ(before, after, "spec", "scaleTargetRef") || Trees.differ(before, after, "spec", "metrics")) {
            warnings.addAll(Rivals.of(after, beside.list("VerticalPodAutoscaler", Trees.namespace(after))));
            missingRequests(after, beside).ifPresent(warnings::add);
        }
        return warnings;
    }

    /// `spec.metrics` is `listType=atomic` (`k8s.io/api/autoscaling/v2/types.go`): whoever patches one metric takes all
    /// others out.
    private static Optional<String> lostMetrics(ObjectNode before, ObjectNode after) {
        Map<String, Integer> kept = metrics(after);
        List<String> lost = new ArrayList<>();
        metrics(before).forEach((metric, at) -> {
            if (!kept.containsKey(metric)) {
                lost.add(metric);
            }
        });
        if (lost.isEmpty() || kept.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("spec.metrics is one list, which a patch replaces as a whole: " + Trees.name(after)
                + " no longer scales on " + String.join(" and ", lost) + ", only on "
                + String.join(" and ", kept.keySet())
                + "; to change one target and keep the rest, give all metrics, or "
                + oneTarget(before, after));
    }

    /// The command that would have changed one target and nothing else.
    private static String oneTarget(ObjectNode before, ObjectNode after) {
        Map<String, Integer> places = metrics(before);
        for (Map.Entry<String, Integer> metric : metrics(after).entrySet()) {
            JsonNode target = Trees.at(
                    Trees.at(after, "spec", "metrics").path(metric.getValue()),
                    "resource",
                    "target",
                    "averageUtilization");
            Integer place = places.get(metric.getKey());
            if (place != null && target.isIntegralNumber()) {
                return "kubectl patch hpa " + Trees.name(after) + " -n " + Trees.namespace(after)
                        + " --type=json -p '[{\"op\":\"replace\",\"path\":\"/spec/metrics/" + place
                        + "/resource/target/averageUtilization\",\"value\":" + target.asInt() + "}]'";
            }
        }
        return "patch with --type=json";
    }

    /// Each metric with its place in the list.
    private static Map<String, Integer> metrics(ObjectNode autoscaler) {
        Map<String, Integer> metrics = new LinkedHashMap<>();
        int place = 0;
        for (JsonNode metric : Trees.at(autoscaler, "spec", "metrics")) {
            metrics.put(named(metric), place++);
        }
        return metrics;
    }

    private static String named(JsonNode metric) {
        return switch (metric.path("type").asString("")) {
            case "Resource" -> Trees.text(metric, "resource", "name");
            case "ContainerResource" ->
                Trees.text(metric, "containerResource", "name") + " of container "
                        + Trees.text(metric, "containerResource", "container");
            case "Pods" -> Trees.text(metric, "pods", "metric", "name");
            case "Object" -> Trees.text(metric, "object", "metric", "name");
            case "External" -> Trees.text(metric, "external", "metric", "name");
            default -> metric.path("type").asString("");
        };
    }

    private static Optional<String> missingRequests(ObjectNode after, Warnings.Beside beside) {
        JsonNode reference = Trees.at(after, "spec", "scaleTargetRef");
        for (ObjectNode workload : beside.list(Trees.text(reference, "kind"), Trees.namespace(after))) {
            if (Trees.pointsAt(reference, workload)) {
                return Requests.missing(after, workload);
            }
        }
        return Optional.empty();
    }
}
