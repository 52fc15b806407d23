package dev.tidewright.cluster.documents;

import dev.tidewright.core.pods.MetricIdentifier;
import dev.tidewright.core.pods.MetricSelector;
import dev.tidewright.core.pods.MetricSource;
import dev.tidewright.core.pods.ObjectReference;
import java.util.List;
import java.util.Optional;

/// Reads where a metric comes from; its spec and its status say so alike.
public final class MetricDocuments {
    private MetricDocuments() {}

    /// The mapping that the metric's type names; empty where there is none.
    static Optional<Fields> inner(Fields metric) {
        return switch (metric.text("type").orElse("")) {
            case "Resource" -> metric.mapping("resource");
            case "ContainerResource" -> metric.mapping("containerResource");
            case "Pods" -> metric.mapping("pods");
            case "Object" -> metric.mapping("object");
            case "External" -> metric.mapping("external");
            default -> Optional.empty();
        };
    }

    static MetricSource source(Fields metric) {
        String type = metric.text("type").orElse("");
        return inner(metric).map(inner -> source(type, inner)).orElseGet(() -> new MetricSource.Unknown(type));
    }

    private static MetricSource source(String type, Fields inner) {
        return switch (type) {
            case "Resource" -> new MetricSource.Resource(inner.text("name").orElse(""));
            case "ContainerResource" ->
                new MetricSource.ContainerResource(
                        inner.text("name").orElse(""), inner.text("container").orElse(""));
            case "Pods" -> new MetricSource.Pods(identifier(inner));
            case "Object" ->
                new MetricSource.ObjectMetric(
                        inner.mapping("describedObject")
                                .map(AutoscalerDocuments::reference)
                                .orElse(new ObjectReference("", "", "")),
                        identifier(inner));
            case "External" -> new MetricSource.External(identifier(inner));
            default -> new MetricSource.Unknown(type);
        };
    }

    private static MetricIdentifier identifier(Fields inner) {
        Optional<Fields> metric = inner.mapping("metric");
        return new MetricIdentifier(
                metric.flatMap(fields -> fields.text("name")).orElse(""),
                metric.flatMap(fields -> fields.mapping("selector")).map(MetricDocuments::selector));
    }

    /// A selector as written, sensible or not.
    public static MetricSelector selector(Fields selector) {
        return new MetricSelector(
                selector.texts("matchLabels"), selector.list("matchExpressions", item -> expression(item.fields())));
    }

    private static MetricSelector.Expression expression(Fields expression) {
        Optional<List<String>> values = expression.document("values").map(any -> expression.textList("values"));
        return new MetricSelector.Expression(
                expression.text("key").orElse(""), expression.text("operator").orElse(""), values);
    }
}
