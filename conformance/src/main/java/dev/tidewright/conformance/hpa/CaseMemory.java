package dev.tidewright.conformance.hpa;

import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.DocumentBuilder;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.core.pods.ScalingMemory;
import dev.tidewright.core.pods.ScalingMemory.Recommendation;
import dev.tidewright.core.pods.ScalingMemory.ScaleEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The controller's memory as cases write it.
final class CaseMemory {
    private static final Instant UNSET = Instant.parse("0001-01-01T00:00:00Z");

    private CaseMemory() {}

    static ScalingMemory of(Optional<Fields> state) {
        return state.map(CaseMemory::read).orElse(ScalingMemory.NONE);
    }

    private static ScalingMemory read(Fields state) {
        List<Recommendation> recommendations = state.list(
                "recommendations",
                item -> new Recommendation(
                        item.fields().count("replicas").orElse(0),
                        item.fields().instant("time").orElse(UNSET)));
        return new ScalingMemory(
                state.document("recommendations").map(any -> recommendations),
                state.list("scaleUpEvents", item -> event(item.fields())),
                state.list("scaleDownEvents", item -> event(item.fields())));
    }

    private static ScaleEvent event(Fields event) {
        return new ScaleEvent(
                event.count("replicaChange").orElse(0),
                event.instant("time").orElse(UNSET),
                event.bool("outdated").orElse(false));
    }

    static Document document(ScalingMemory memory) {
        return new DocumentBuilder()
                .put(
                        "recommendations",
                        memory.recommendations().orElse(List.of()).stream()
                                .map(one -> new DocumentBuilder()
                                        .put("replicas", one.replicas())
                                        .put("time", one.time())
                                        .build())
                                .toList())
                .put("scaleUpEvents", events(memory.scaleUps()))
                .put("scaleDownEvents", events(memory.scaleDowns()))
                .build();
    }

    private static List<? extends Document> events(List<ScaleEvent> events) {
        return events.stream()
                .map(event -> new DocumentBuilder()
                        .put("replicaChange", event.change())
                        .put("time", event.time())
                        .put("outdated", event.outdated())
                        .build())
                .toList();
    }
}
