package dev.tidewright.cluster.documents;

import dev.tidewright.cluster.documents.Document.Mapping;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.requests.ContainerRecommendation;
import dev.tidewright.core.requests.VerticalPodAutoscaler.Status;
import java.time.Instant;
import java.util.List;

/// Writes the status of a VerticalPodAutoscaler as the API server shows it.
public final class VerticalAutoscalerStatusDocuments {
    private VerticalAutoscalerStatusDocuments() {}

    public static Mapping status(Status status) {
        var document = new DocumentBuilder();
        status.recommendation().ifPresent(all -> document.put("recommendation", recommendation(all)));
        if (!status.conditions().isEmpty()) {
            document.put(
                    "conditions",
                    status.conditions().stream()
                            .map(VerticalAutoscalerStatusDocuments::condition)
                            .toList());
        }
        return document.build();
    }

    private static Mapping recommendation(List<ContainerRecommendation> all) {
        var document = new DocumentBuilder();
        if (!all.isEmpty()) {
            document.put(
                    "containerRecommendations",
                    all.stream()
                            .map(VerticalAutoscalerStatusDocuments::recommendation)
                            .toList());
        }
        return document.build();
    }

    private static Mapping recommendation(ContainerRecommendation one) {
        return new DocumentBuilder()
                .put("containerName", one.container())
                .put("target", amounts(one.target()))
                .put("lowerBound", amounts(one.lowerBound()))
                .put("upperBound", amounts(one.upperBound()))
                .put("uncappedTarget", amounts(one.uncappedTarget()))
                .build();
    }

    private static Mapping amounts(Resources resources) {
        var document = new DocumentBuilder();
        resources.amounts().forEach((resource, amount) -> document.put(resource, amount.toString()));
        return document.build();
    }

    private static Mapping condition(Condition condition) {
        var document = new DocumentBuilder().put("type", condition.type()).put("status", condition.status());
        if (!condition.transition().equals(Instant.EPOCH)) {
            document.put("lastTransitionTime", condition.transition());
        }
        if (!condition.reason().isEmpty()) {
            document.put("reason", condition.reason());
        }
        if (!condition.message().isEmpty()) {
            document.put("message", condition.message());
        }
        return document.build();
    }
}
