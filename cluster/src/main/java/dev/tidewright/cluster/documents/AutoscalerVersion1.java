package dev.tidewright.cluster.documents;

import dev.tidewright.cluster.documents.Document.Mapping;
import dev.tidewright.cluster.documents.Document.Scalar;
import dev.tidewright.cluster.documents.Document.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Turns `autoscaling/v1` HorizontalPodAutoscalers, as `kubectl autoscale` once made them, into `autoscaling/v2`.
final class AutoscalerVersion1 {
    private static final String TARGET = "targetCPUUtilizationPercentage";

    private AutoscalerVersion1() {}

    static Document upgraded(Document document) {
        Fields object = Fields.of(document, "");
        Optional<Fields> spec = object.mapping("spec");
        Map<String, Document> fields = new LinkedHashMap<>(((Mapping) document).fields());
        fields.put("apiVersion", text(document.place(), "autoscaling/v2"));
        fields.remove("status");
        spec.ifPresent(found -> fields.put("spec", spec(found)));
        return new Mapping(document.place(), fields, ((Mapping) document).keys());
    }

    private static Document spec(Fields spec) {
        Map<String, Document> fields = new LinkedHashMap<>();
        for (String name : List.of("scaleTargetRef", "minReplicas", "maxReplicas")) {
            spec.document(name).ifPresent(value -> fields.put(name, value));
        }
        spec.document(TARGET).ifPresent(percent -> fields.put("metrics", cpu(percent)));
        return new Mapping(spec.place(), fields);
    }

    private static Document cpu(Document percent) {
        Place place = percent.place();
        Document target = mapping(place, Map.of("type", text(place, "Utilization"), "averageUtilization", percent));
        Document resource = mapping(place, Map.of("name", text(place, "cpu"), "target", target));
        return new Sequence(
                place, List.of(mapping(place, Map.of("type", text(place, "Resource"), "resource", resource))));
    }

    private static Mapping mapping(Place place, Map<String, Document> fields) {
        return new Mapping(place, new java.util.TreeMap<>(fields));
    }

    private static Scalar text(Place place, String text) {
        return new Scalar(place, Scalar.Type.TEXT, text);
    }
}
