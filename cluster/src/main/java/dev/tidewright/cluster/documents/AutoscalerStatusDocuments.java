package dev.tidewright.cluster.documents;

import dev.tidewright.cluster.documents.Document.Mapping;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.pods.HorizontalPodAutoscaler.Status;
import dev.tidewright.core.pods.MetricIdentifier;
import dev.tidewright.core.pods.MetricSelector;
import dev.tidewright.core.pods.MetricSource;
import dev.tidewright.core.pods.MetricStatus;
import dev.tidewright.core.pods.ObjectReference;
import java.util.List;

/// Writes the status of a HorizontalPodAutoscaler as the API server shows it.
public final class AutoscalerStatusDocuments {
    private AutoscalerStatusDocuments() {}

    public static Mapping status(Status status) {
        var document = new DocumentBuilder();
        status.observedGeneration().ifPresent(generation -> document.put("observedGeneration", generation));
        status.lastScaleTime().ifPresent(time -> document.put("lastScaleTime", time));
        if (status.currentReplicas() != 0) {
            document.put("currentReplicas", status.currentReplicas());
        }
        document.put("desiredReplicas", status.desiredReplicas());
        document.put(
                "currentMetrics",
                status.currentMetrics().stream()
                        .map(AutoscalerStatusDocuments::metric)
                        .toList());
        return document.put(
                        "conditions",
                        status.conditions().stream()
                                .map(AutoscalerStatusDocuments::condition)
                                .toList())
                .build();
    }

    private static Mapping condition(Condition condition) {
        var document = new DocumentBuilder().put("type", condition.type()).put("status", condition.status());
        if (!condition.transition().equals(AutoscalerDocuments.UNSET)) {
            document.put("lastTransitionTime", condition.transition());
        }
        return document.put("reason", condition.reason())
                .put("message", condition.message())
                .build();
    }

    private static Mapping metric(MetricStatus status) {
        var document = new DocumentBuilder().put("type", status.source().type());
        var current = new DocumentBuilder();
        status.averageUtilization().ifPresent(percent -> current.put("averageUtilization", percent));
        current.putText("averageValue", status.averageValue()).putText("value", status.value());
        return switch (status.source()) {
            case MetricSource.Resource resource ->
                document.put(
                                "resource",
                                inner(current).put("name", resource.name()).build())
                        .build();
            case MetricSource.ContainerResource resource ->
                document.put(
                                "containerResource",
                                inner(current)
                                        .put("name", resource.name())
                                        .put("container", resource.container())
                                        .build())
                        .build();
            case MetricSource.Pods pods ->
                document.put("pods", identified(current, pods.metric()).build()).build();
            case MetricSource.ObjectMetric object ->
                document.put(
                                "object",
                                identified(current, object.metric())
                                        .put("describedObject", reference(object.described()))
                                        .build())
                        .build();
            case MetricSource.External external ->
                document.put("external", identified(current, external.metric()).build())
                        .build();
            case MetricSource.Unknown unknown -> document.build();
        };
    }

    private static DocumentBuilder inner(DocumentBuilder current) {
        return new DocumentBuilder().put("current", current.build());
    }

    private static DocumentBuilder identified(DocumentBuilder current, MetricIdentifier metric) {
        var identifier = new DocumentBuilder().put("name", metric.name());
        metric.selector().ifPresent(selector -> identifier.put("selector", selector(selector)));
        return inner(current).put("metric", identifier.build());
    }

    private static Mapping selector(MetricSelector selector) {
        var document = new DocumentBuilder();
        if (!selector.matchLabels().isEmpty()) {
            var labels = new DocumentBuilder();
            selector.matchLabels().forEach(labels::put);
            document.put("matchLabels", labels.build());
        }
        List<Mapping> expressions = selector.matchExpressions().stream()
                .map(AutoscalerStatusDocuments::expression)
                .toList();
        return expressions.isEmpty()
                ? document.build()
                : document.put("matchExpressions", expressions).build();
    }

    private static Mapping expression(MetricSelector.Expression expression) {
        var document = new DocumentBuilder().put("key", expression.key()).put("operator", expression.operator());
        expression
                .values()
                .ifPresent(values -> document.put(
                        "values", values.stream().map(DocumentBuilder::text).toList()));
        return document.build();
    }

    private static Mapping reference(ObjectReference reference) {
        var document = new DocumentBuilder().put("kind", reference.kind()).put("name", reference.name());
        return reference.apiVersion().isEmpty()
                ? document.build()
                : document.put("apiVersion", reference.apiVersion()).build();
    }
}
