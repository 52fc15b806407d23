package dev.tidewright.apiserver.conversion;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One metric of an autoscaler as `autoscaling/v2` writes it and as `autoscaling/v1` keeps it in annotations.
///
/// @param place       where v2 keeps the numbers: `target` or `current`
/// @param names       by type, the path in v2 and the name in v1
record MetricNames(String place, Map<String, List<Map.Entry<String, String>>> names) {
    static final MetricNames SPEC = of("target");
    static final MetricNames STATUS = of("current");

    private static MetricNames of(String place) {
        String at = place + ".";
        var utilization = Map.entry(at + "averageUtilization", place + "AverageUtilization");
        var average = Map.entry(at + "averageValue", place + "AverageValue");
        var value = Map.entry(at + "value", place + "Value");
        var name = Map.entry("name", "name");
        var metric = Map.entry("metric.name", "metricName");
        var selector = Map.entry("metric.selector", "selector");
        return new MetricNames(
                place,
                Map.of(
                        "Resource", List.of(name, utilization, average),
                        "ContainerResource", List.of(name, utilization, average, Map.entry("container", "container")),
                        "Pods", List.of(metric, average, selector),
                        "Object",
                                List.of(
                                        Map.entry("describedObject", "target"),
                                        metric,
                                        value,
                                        selector,
                                        Map.entry(at + "averageValue", "averageValue")),
                        "External", List.of(metric, Map.entry("metric.selector", "metricSelector"), value, average)));
    }

    /// `containerResource` for `ContainerResource`.
    static String field(String type) {
        return type.isEmpty() ? type : type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
    }

    ObjectNode toFirst(JsonNode second) {
        String type = second.path("type").asString("");
        ObjectNode first = JsonNodeFactory.instance.objectNode().put("type", type);
        JsonNode source = second.path(field(type));
        if (source.isObject() && names.containsKey(type)) {
            ObjectNode target = first.putObject(field(type));
            for (Map.Entry<String, String> name : names.get(type)) {
                JsonNode value = source;
                for (String step : name.getKey().split("\\.")) {
                    value = value.path(step);
                }
                if (!value.isMissingNode()) {
                    target.set(name.getValue(), value);
                }
            }
        }
        return first;
    }

    ObjectNode toSecond(JsonNode first) {
        String type = first.path("type").asString("");
        ObjectNode second = JsonNodeFactory.instance.objectNode().put("type", type);
        JsonNode source = first.path(field(type));
        if (source.isObject() && names.containsKey(type)) {
            ObjectNode target = second.putObject(field(type));
            for (Map.Entry<String, String> name : names.get(type)) {
                if (source.has(name.getValue())) {
                    put(target, name.getKey(), source.get(name.getValue()));
                }
            }
            if (place.equals("target")) {
                targetType(target);
            }
        }
        return second;
    }

    private static void put(ObjectNode target, String path, JsonNode value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            target.set(path, value);
        } else {
            target.withObjectProperty(path.substring(0, dot)).set(path.substring(dot + 1), value);
        }
    }

    private static void targetType(ObjectNode source) {
        ObjectNode target = source.withObjectProperty("target");
        String type = target.has("averageUtilization")
                ? "Utilization"
                : target.has("averageValue") ? "AverageValue" : "Value";
        target.put("type", type);
    }
}
