package dev.tidewright.cluster.documents;

import dev.tidewright.cluster.documents.Document.Mapping;
import dev.tidewright.cluster.documents.Document.Scalar;
import dev.tidewright.cluster.documents.Document.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Fills in what the API server fills in when an `autoscaling/v2` HorizontalPodAutoscaler is stored. What is
/// added stands at the place of what it was added to.
public final class AutoscalerDefaults {
    private static final int DEFAULT_CPU_UTILIZATION = 80;

    private AutoscalerDefaults() {}

    /// @throws BadInput where the document is not a mapping with a spec
    public static Document fill(Document submitted) {
        Mapping hpa = mapping(submitted, "");
        Document spec = hpa.fields().get("spec");
        if (spec == null || isNull(spec)) {
            throw new BadInput(hpa.place(), "spec", "missing; expected a spec");
        }
        return with(hpa, "spec", spec(mapping(spec, "spec")));
    }

    private static Mapping spec(Mapping spec) {
        Mapping filled = withDefault(spec, "minReplicas", number(spec, 1));
        Document metrics = spec.fields().get("metrics");
        if (metrics == null
                || isNull(metrics)
                || (metrics instanceof Sequence list && list.items().isEmpty())) {
            filled = with(filled, "metrics", new Sequence(spec.place(), List.of(cpuMetric(spec))));
        }
        Document behavior = spec.fields().get("behavior");
        return behavior == null || isNull(behavior)
                ? filled
                : with(filled, "behavior", behavior(mapping(behavior, "spec.behavior")));
    }

    private static Mapping cpuMetric(Mapping at) {
        Mapping target =
                record(at, "type", text(at, "Utilization"), "averageUtilization", number(at, DEFAULT_CPU_UTILIZATION));
        Mapping resource = record(at, "name", text(at, "cpu"), "target", target);
        return record(at, "type", text(at, "Resource"), "resource", resource);
    }

    private static Mapping behavior(Mapping behavior) {
        Sequence up = new Sequence(
                behavior.place(), List.of(policy(behavior, "Pods", 4, 15), policy(behavior, "Percent", 100, 15)));
        Sequence down = new Sequence(behavior.place(), List.of(policy(behavior, "Percent", 100, 15)));
        Mapping scaleUp =
                withDefault(rules(behavior, "scaleUp", up), "stabilizationWindowSeconds", number(behavior, 0));
        return with(with(behavior, "scaleUp", scaleUp), "scaleDown", rules(behavior, "scaleDown", down));
    }

    private static Mapping rules(Mapping behavior, String direction, Sequence policies) {
        Document written = behavior.fields().get(direction);
        Mapping rules = written == null || isNull(written)
                ? new Mapping(behavior.place(), Map.of())
                : mapping(written, "spec.behavior." + direction);
        return withDefault(withDefault(rules, "selectPolicy", text(behavior, "Max")), "policies", policies);
    }

    private static Mapping policy(Mapping at, String type, int value, int seconds) {
        Mapping policy = record(at, "type", text(at, type), "value", number(at, value));
        return with(policy, "periodSeconds", number(at, seconds));
    }

    private static Mapping record(Mapping at, String name, Document value, String other, Document otherValue) {
        return with(with(new Mapping(at.place(), Map.of()), name, value), other, otherValue);
    }

    private static Mapping withDefault(Mapping mapping, String name, Document value) {
        Document written = mapping.fields().get(name);
        return written == null || isNull(written) ? with(mapping, name, value) : mapping;
    }

    private static Mapping with(Mapping mapping, String name, Document value) {
        Map<String, Document> fields = new LinkedHashMap<>(mapping.fields());
        fields.put(name, value);
        return new Mapping(mapping.place(), fields);
    }

    private static Mapping mapping(Document document, String path) {
        if (document instanceof Mapping mapping) {
            return mapping;
        }
        throw new BadInput(document.place(), path, "expected a mapping");
    }

    private static boolean isNull(Document document) {
        return document instanceof Scalar scalar && scalar.type() == Scalar.Type.NULL;
    }

    private static Scalar number(Mapping at, int value) {
        return new Scalar(at.place(), Scalar.Type.WHOLE_NUMBER, Integer.toString(value));
    }

    private static Scalar text(Mapping at, String value) {
        return new Scalar(at.place(), Scalar.Type.TEXT, value);
    }
}
