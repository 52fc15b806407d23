package dev.tidewright.cluster.documents;

import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import dev.tidewright.core.pods.HorizontalPodAutoscaler.Spec;
import dev.tidewright.core.pods.HorizontalPodAutoscaler.Status;
import dev.tidewright.core.pods.MetricSpec;
import dev.tidewright.core.pods.MetricStatus;
import dev.tidewright.core.pods.MetricTarget;
import dev.tidewright.core.pods.ObjectReference;
import dev.tidewright.core.pods.ScalingBehavior;
import dev.tidewright.core.pods.ScalingRules;
import dev.tidewright.core.pods.ScalingRules.ScalingPolicy;
import dev.tidewright.core.pods.ScalingRules.SelectPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Reads `autoscaling/v2` HorizontalPodAutoscaler.
public final class AutoscalerDocuments {
    /// Where a document leaves a time out: year 1, Go's zero time.
    static final Instant UNSET = Instant.parse("0001-01-01T00:00:00Z");

    private AutoscalerDocuments() {}

    /// An autoscaler as somebody submits it: defaults are filled in, then it is checked as the API server does.
    ///
    /// @throws BadInput with the first complaint
    public static HorizontalPodAutoscaler submitted(Document document) {
        Document stored = AutoscalerDefaults.fill(document);
        for (AutoscalerComplaint complaint : AutoscalerValidation.complaints(stored, false)) {
            throw new BadInput(complaint.place(), complaint.field(), complaint.detail());
        }
        return stored(stored);
    }

    /// An autoscaler as it is stored. What validation would refuse is read as far as the types allow.
    ///
    /// @throws BadInput naming the field that cannot be read
    public static HorizontalPodAutoscaler stored(Document document) {
        Fields hpa = Fields.of(document, "");
        return new HorizontalPodAutoscaler(
                MetaDocuments.meta(hpa, true),
                spec(hpa.mapping("spec").orElseThrow(() -> hpa.complaint("spec", "missing; expected a spec"))),
                hpa.mapping("status").map(AutoscalerDocuments::status).orElse(Status.NONE));
    }

    public static Spec spec(Fields spec) {
        return new Spec(
                spec.mapping("scaleTargetRef")
                        .map(AutoscalerDocuments::reference)
                        .orElse(new ObjectReference("", "", "")),
                spec.count("minReplicas"),
                spec.count("maxReplicas").orElse(0),
                spec.list("metrics", item -> metric(item.fields())),
                spec.mapping("behavior")
                        .map(behavior -> new ScalingBehavior(
                                behavior.mapping("scaleUp")
                                        .map(rules -> rules(rules, ScalingRules.DEFAULT_UP))
                                        .orElse(ScalingRules.DEFAULT_UP),
                                behavior.mapping("scaleDown")
                                        .map(rules -> rules(rules, ScalingRules.DEFAULT_DOWN))
                                        .orElse(ScalingRules.DEFAULT_DOWN))));
    }

    static ObjectReference reference(Fields reference) {
        return new ObjectReference(
                reference.text("apiVersion").orElse(""),
                reference.text("kind").orElse(""),
                reference.text("name").orElse(""));
    }

    private static MetricSpec metric(Fields metric) {
        return new MetricSpec(
                MetricDocuments.source(metric),
                MetricDocuments.inner(metric)
                        .flatMap(inner -> inner.mapping("target"))
                        .map(AutoscalerDocuments::target)
                        .orElse(MetricTarget.NONE));
    }

    private static MetricTarget target(Fields target) {
        return new MetricTarget(
                target.text("type").orElse(""),
                target.quantity("value"),
                target.quantity("averageValue"),
                target.count("averageUtilization"));
    }

    /// One direction's rules, with what is absent taken from `absent`.
    public static ScalingRules rules(Fields rules, ScalingRules absent) {
        List<ScalingPolicy> policies = rules.list("policies", item -> policy(item.fields()));
        return new ScalingRules(
                rules.count("stabilizationWindowSeconds")
                        .map(Duration::ofSeconds)
                        .or(absent::stabilizationWindow),
                MetaDocuments.word(rules, "selectPolicy", SelectPolicy.class, absent.selectPolicy()),
                rules.document("policies").isPresent() ? policies : absent.policies(),
                rules.quantity("tolerance"));
    }

    private static ScalingPolicy policy(Fields policy) {
        return new ScalingPolicy(
                MetaDocuments.word(policy, "type", ScalingPolicy.Type.class, ScalingPolicy.Type.PODS),
                policy.count("value").orElse(0),
                Duration.ofSeconds(policy.count("periodSeconds").orElse(0)));
    }

    public static Status status(Fields status) {
        return new Status(
                status.count("currentReplicas").orElse(0),
                status.count("desiredReplicas").orElse(0),
                status.instant("lastScaleTime"),
                status.wholeNumber("observedGeneration"),
                status.list("currentMetrics", item -> metricStatus(item.fields())),
                status.list("conditions", item -> condition(item.fields())));
    }

    private static Condition condition(Fields condition) {
        return new Condition(
                condition.text("type").orElse(""),
                condition.text("status").orElse(""),
                condition.text("reason").orElse(""),
                condition.text("message").orElse(""),
                condition.instant("lastTransitionTime").orElse(UNSET));
    }

    private static MetricStatus metricStatus(Fields metric) {
        var current = MetricDocuments.inner(metric).flatMap(inner -> inner.mapping("current"));
        return new MetricStatus(
                MetricDocuments.source(metric),
                current.flatMap(fields -> fields.count("averageUtilization")),
                current.flatMap(fields -> fields.quantity("averageValue")),
                current.flatMap(fields -> fields.quantity("value")));
    }
}
