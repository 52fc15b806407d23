package dev.tidewright.cluster.documents;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The part of [AutoscalerValidation] that looks at one entry of `spec.metrics`.
final class MetricValidation {
    /// Fields in the order in which upstream looks for them, and the types that they belong to.
    private static final Map<String, String> SOURCES = new LinkedHashMap<>();

    static {
        SOURCES.put("object", "Object");
        SOURCES.put("external", "External");
        SOURCES.put("pods", "Pods");
        SOURCES.put("resource", "Resource");
        SOURCES.put("containerResource", "ContainerResource");
    }

    private static final String TYPES = "\"ContainerResource\", \"External\", \"Object\", \"Pods\", \"Resource\"";

    private final List<AutoscalerComplaint> complaints;
    private final Consumer<Fields> reference;

    MetricValidation(List<AutoscalerComplaint> complaints, Consumer<Fields> reference) {
        this.complaints = complaints;
        this.reference = reference;
    }

    void check(Fields metric) {
        String type = metric.text("type").orElse("");
        if (type.isEmpty()) {
            required(metric, "type", "must specify a metric source type");
        }
        boolean known = SOURCES.containsValue(type);
        if (!known) { // upstream finds this twice
            unsupportedType(metric);
            unsupportedType(metric);
        }
        List<String> present = SOURCES.keySet().stream()
                .filter(name -> metric.document(name).isPresent())
                .toList();
        present.stream().findFirst().flatMap(metric::mapping).ifPresent(source -> source(present.getFirst(), source));
        presence(metric, type, present);
    }

    private void presence(Fields metric, String type, List<String> present) {
        for (var source : SOURCES.entrySet()) {
            if (source.getValue().equals(type) && !present.contains(source.getKey())) {
                required(metric, source.getKey(), "must populate information for the given metric source");
            }
        }
        if (present.size() == 1) {
            return;
        }
        for (String name : present) {
            if (!type.equals(SOURCES.get(name))) {
                forbidden(metric, name, "must populate the given metric source only");
            }
        }
    }

    private void source(String name, Fields source) {
        switch (name) {
            case "object" -> object(source);
            case "external" -> external(source);
            case "pods" -> pods(source);
            case "resource" -> {
                if (isEmpty(source, "name")) {
                    required(source, "name", "must specify a resource name");
                }
                usage(source);
            }
            default -> container(source);
        }
    }

    private void object(Fields source) {
        source.mapping("describedObject")
                .ifPresentOrElse(reference, () -> required(source, "describedObject", "expected an object"));
        identifier(source);
        Optional<Fields> target = target(source);
        if (!has(target, "value") && !has(target, "averageValue")) {
            required(target.orElse(source), "averageValue", "must set either a target value or averageValue");
        }
    }

    private void external(Fields source) {
        identifier(source);
        Optional<Fields> target = target(source);
        if (!has(target, "value") && !has(target, "averageValue")) {
            required(
                    target.orElse(source),
                    "averageValue",
                    "must set either a target value for metric or a per-pod target");
        }
        if (has(target, "value") && has(target, "averageValue")) {
            forbidden(
                    target.orElse(source), "value", "may not set both a target value for metric and a per-pod target");
        }
    }

    private void pods(Fields source) {
        identifier(source);
        Optional<Fields> target = target(source);
        if (!has(target, "averageValue")) {
            required(target.orElse(source), "averageValue", "must specify a positive target averageValue");
        }
    }

    private void container(Fields source) {
        if (isEmpty(source, "name")) {
            required(source, "name", "must specify a resource name");
        } else {
            NameRules.containerResourceFaults(source.requiredText("name"))
                    .forEach(fault -> invalid(source, "name", fault));
        }
        if (isEmpty(source, "container")) {
            required(source, "container", "must specify a container");
        } else {
            NameRules.labelFaults(source.requiredText("container"))
                    .forEach(fault -> invalid(source, "container", fault));
        }
        usage(source);
    }

    private void usage(Fields source) {
        Optional<Fields> target = target(source);
        if (!has(target, "averageUtilization") && !has(target, "averageValue")) {
            required(
                    target.orElse(source),
                    "averageUtilization",
                    "must set either a target raw value or a target utilization");
        }
        if (has(target, "averageUtilization") && has(target, "averageValue")) {
            forbidden(
                    target.orElse(source),
                    "averageValue",
                    "may not set both a target raw value and a target utilization");
        }
    }

    private static boolean has(Optional<Fields> target, String name) {
        return target.isPresent() && target.get().document(name).isPresent();
    }

    private static boolean isEmpty(Fields source, String name) {
        return source.text(name).orElse("").isEmpty();
    }

    private void identifier(Fields source) {
        Optional<Fields> metric = source.mapping("metric");
        String name = metric.flatMap(fields -> fields.text("name")).orElse("");
        if (name.isEmpty()) {
            required(metric.orElse(source), metric.isPresent() ? "name" : "metric.name", "must specify a metric name");
        } else {
            NameRules.pathSegmentFaults(name).forEach(fault -> invalid(metric.orElse(source), "name", fault));
        }
    }

    private Optional<Fields> target(Fields source) {
        Optional<Fields> target = source.mapping("target");
        target.ifPresent(this::checkTarget);
        return target;
    }

    private void checkTarget(Fields target) {
        String type = target.text("type").orElse("");
        if (type.isEmpty()) {
            required(target, "type", "must specify a metric target type");
        }
        if (!List.of("Utilization", "Value", "AverageValue").contains(type)) {
            invalid(target, "type", "must be either Utilization, Value, or AverageValue");
        }
        for (String name : List.of("value", "averageValue")) {
            if (target.quantity(name).filter(value -> value.signum() <= 0).isPresent()) {
                invalid(target, name, "must be positive");
            }
        }
        if (target.count("averageUtilization").filter(percent -> percent < 1).isPresent()) {
            invalid(target, "averageUtilization", "must be greater than 0");
        }
    }

    private void unsupportedType(Fields metric) {
        complain(metric, "type", "FieldValueNotSupported", "supported values: " + TYPES);
    }

    private void required(Fields at, String name, String detail) {
        complain(at, name, "FieldValueRequired", detail);
    }

    private void invalid(Fields at, String name, String detail) {
        complain(at, name, "FieldValueInvalid", detail);
    }

    private void forbidden(Fields at, String name, String detail) {
        complain(at, name, "FieldValueForbidden", detail);
    }

    private void complain(Fields at, String name, String type, String detail) {
        complaints.add(new AutoscalerComplaint(at.placeOf(name), type, at.path(name), detail));
    }
}
