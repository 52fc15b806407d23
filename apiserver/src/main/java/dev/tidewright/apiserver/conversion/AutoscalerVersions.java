package dev.tidewright.apiserver.conversion;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// HorizontalPodAutoscalers of `autoscaling/v1`, which has one CPU target and keeps all else in annotations, and of
/// `autoscaling/v2`. Source: `pkg/apis/autoscaling/v1/conversion.go` of Kubernetes 1.34.
final class AutoscalerVersions {
    private static final String PREFIX = "autoscaling.alpha.kubernetes.io/";
    private static final String METRICS = PREFIX + "metrics";
    private static final String CURRENT = PREFIX + "current-metrics";
    private static final String CONDITIONS = PREFIX + "conditions";
    private static final String BEHAVIOR = PREFIX + "behavior";
    private static final String CPU_TARGET = "targetCPUUtilizationPercentage";
    private static final String CPU_CURRENT = "currentCPUUtilizationPercentage";
    private static final int DEFAULT_CPU_UTILIZATION = 80;

    private AutoscalerVersions() {}

    static ObjectNode toFirst(ObjectNode second) {
        ObjectNode first = second.deepCopy();
        first.put("apiVersion", "autoscaling/v1");
        ObjectNode spec = first.withObjectProperty("spec");
        ObjectNode annotations = annotations(first);
        ArrayNode others = JsonNodeFactory.instance.arrayNode();
        for (JsonNode metric : spec.path("metrics")) {
            JsonNode utilization = metric.path("resource").path("target").path("averageUtilization");
            if (!isCpu(metric) || !utilization.isNumber()) {
                others.add(MetricNames.SPEC.toFirst(metric));
            } else if (!spec.has(CPU_TARGET)) {
                spec.set(CPU_TARGET, utilization);
            }
        }
        spec.remove("metrics");
        note(annotations, METRICS, others);
        if (spec.remove("behavior") instanceof ObjectNode behavior) {
            annotations.put(BEHAVIOR, cased(behavior, true).toString());
        }
        firstStatus(first, annotations);
        settle(first, annotations);
        return first;
    }

    private static void firstStatus(ObjectNode first, ObjectNode annotations) {
        if (!(first.path("status") instanceof ObjectNode status)) {
            return;
        }
        ArrayNode current = JsonNodeFactory.instance.arrayNode();
        for (JsonNode metric : status.path("currentMetrics")) {
            current.add(MetricNames.STATUS.toFirst(metric));
            JsonNode utilization = metric.path("resource").path("current").path("averageUtilization");
            if (isCpu(metric) && utilization.isNumber()) {
                status.set(CPU_CURRENT, utilization);
            }
        }
        note(annotations, CURRENT, current);
        if (status.path("conditions") instanceof ArrayNode conditions) {
            note(annotations, CONDITIONS, conditions);
        }
        status.remove("currentMetrics");
        status.remove("conditions");
        if (!status.has("currentReplicas")) {
            status.put("currentReplicas", 0);
        }
    }

    static ObjectNode toSecond(ObjectNode first) {
        ObjectNode second = first.deepCopy();
        second.put("apiVersion", "autoscaling/v2");
        ObjectNode spec = second.withObjectProperty("spec");
        ObjectNode annotations = annotations(second);
        JsonNode before = first.path("metadata").path("annotations");
        ArrayNode metrics = spec.putArray("metrics");
        noted(before, METRICS)
                .ifPresent(others -> others.forEach(metric -> metrics.add(MetricNames.SPEC.toSecond(metric))));
        JsonNode cpu = spec.remove(CPU_TARGET);
        if (cpu != null || metrics.isEmpty()) {
            JsonNode aim = cpu == null || cpu.isNull() ? metrics.numberNode(DEFAULT_CPU_UTILIZATION) : cpu;
            ObjectNode resource = metrics.addObject().put("type", "Resource").putObject("resource");
            resource.put("name", "cpu")
                    .putObject("target")
                    .put("type", "Utilization")
                    .set("averageUtilization", aim);
        }
        noted(before, BEHAVIOR)
                .filter(behavior -> behavior.isObject() && !behavior.isEmpty())
                .ifPresent(behavior -> spec.set("behavior", cased(behavior, false)));
        secondStatus(second, before);
        settle(second, annotations);
        return second;
    }

    private static void secondStatus(ObjectNode second, JsonNode annotations) {
        if (!(second.path("status") instanceof ObjectNode status)) {
            return;
        }
        JsonNode cpu = status.remove(CPU_CURRENT);
        Optional<JsonNode> current = noted(annotations, CURRENT);
        if (current.isPresent()) {
            ArrayNode metrics = status.putArray("currentMetrics");
            current.get().forEach(metric -> metrics.add(MetricNames.STATUS.toSecond(metric)));
        } else if (cpu != null) {
            ObjectNode resource = status.putArray("currentMetrics")
                    .addObject()
                    .put("type", "Resource")
                    .putObject("resource");
            resource.put("name", "cpu").putObject("current").set("averageUtilization", cpu);
        }
        noted(annotations, CONDITIONS).ifPresent(conditions -> status.set("conditions", conditions));
    }

    private static boolean isCpu(JsonNode metric) {
        return metric.path("type").asString("").equals("Resource")
                && metric.path("resource").path("name").asString("").equals("cpu");
    }

    /// The annotations without those that carry what v1 has no fields for.
    private static ObjectNode annotations(ObjectNode object) {
        ObjectNode annotations = object.withObjectProperty("metadata").withObjectProperty("annotations");
        for (String name : new String[] {METRICS, CURRENT, CONDITIONS, BEHAVIOR}) {
            annotations.remove(name);
        }
        return annotations;
    }

    private static void settle(ObjectNode object, ObjectNode annotations) {
        if (annotations.isEmpty()) {
            object.withObjectProperty("metadata").remove("annotations");
        }
    }

    private static void note(ObjectNode annotations, String name, ArrayNode list) {
        if (!list.isEmpty()) {
            annotations.put(name, list.toString());
        }
    }

    /// What an annotation holds; empty where there is none or it cannot be read.
    private static Optional<JsonNode> noted(JsonNode annotations, String name) {
        try {
            return annotations.has(name)
                    ? Optional.of(
                            JsonMapper.shared().readTree(annotations.path(name).asString("")))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// Upstream writes the behaviour's fields with capitals into the annotation.
    private static JsonNode cased(JsonNode node, boolean capital) {
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> array.add(cased(item, capital)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String initial = field.getKey().substring(0, 1);
            String name = (capital ? initial.toUpperCase(Locale.ROOT) : initial.toLowerCase(Locale.ROOT))
                    + field.getKey().substring(1);
            if (!field.getValue().isNull()) {
                object.set(name, cased(field.getValue(), capital));
            }
        }
        return object;
    }
}
