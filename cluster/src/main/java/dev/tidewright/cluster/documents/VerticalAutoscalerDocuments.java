package dev.tidewright.cluster.documents;

import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.pods.ObjectReference;
import dev.tidewright.core.requests.ContainerPolicy;
import dev.tidewright.core.requests.ContainerPolicy.ControlledValues;
import dev.tidewright.core.requests.ContainerRecommendation;
import dev.tidewright.core.requests.StartupBoost;
import dev.tidewright.core.requests.UpdatePolicy;
import dev.tidewright.core.requests.UpdatePolicy.EvictionRequirement;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import dev.tidewright.core.requests.VerticalPodAutoscaler.Spec;
import dev.tidewright.core.requests.VerticalPodAutoscaler.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads `autoscaling.k8s.io/v1` VerticalPodAutoscaler.
public final class VerticalAutoscalerDocuments {
    private static final String UNSET = "";

    private VerticalAutoscalerDocuments() {}

    /// An autoscaler as somebody submits it, checked as upstream's admission controller does.
    ///
    /// @throws BadInput with every complaint
    public static VerticalPodAutoscaler submitted(Document document) {
        VerticalAutoscalerValidation.check(document);
        return stored(document);
    }

    /// An autoscaler as it is stored, or as a case brings it. Fields that the kind does not have are passed over, as
    /// the API server prunes them.
    ///
    /// @throws BadInput naming the field that cannot be read
    public static VerticalPodAutoscaler stored(Document document) {
        Fields vpa = Fields.of(document, "");
        return new VerticalPodAutoscaler(
                MetaDocuments.meta(vpa, true),
                spec(vpa.mapping("spec").orElseThrow(() -> vpa.complaint("spec", "missing; expected a spec"))),
                vpa.mapping("status").map(VerticalAutoscalerDocuments::status).orElse(Status.NONE));
    }

    private static Spec spec(Fields spec) {
        return new Spec(
                spec.mapping("targetRef").map(VerticalAutoscalerDocuments::reference),
                spec.mapping("updatePolicy")
                        .map(VerticalAutoscalerDocuments::updates)
                        .orElse(UpdatePolicy.DEFAULT),
                spec.mapping("resourcePolicy")
                        .map(policy -> policy.list("containerPolicies", item -> policy(item.fields())))
                        .orElse(List.of()),
                spec.list("recommenders", item -> item.fields().requiredText("name")),
                spec.mapping("startupBoost").map(VerticalAutoscalerDocuments::boost));
    }

    private static ObjectReference reference(Fields reference) {
        return new ObjectReference(
                reference.text("apiVersion").orElse(UNSET),
                reference.requiredText("kind"),
                reference.requiredText("name"));
    }

    private static UpdatePolicy updates(Fields policy) {
        return new UpdatePolicy(
                word(policy, "updateMode", UpdatePolicy.Mode.values()).orElse(UpdatePolicy.Mode.RECREATE),
                policy.count("minReplicas"),
                policy.list("evictionRequirements", item -> requirement(item.fields())),
                seconds(policy, "evictAfterOOMSeconds"));
    }

    private static EvictionRequirement requirement(Fields requirement) {
        return new EvictionRequirement(
                requirement.textList("resources"),
                word(requirement, "changeRequirement", UpdatePolicy.Change.values())
                        .orElseThrow(
                                () -> requirement.complaint("changeRequirement", "missing; expected a direction")));
    }

    private static ContainerPolicy policy(Fields policy) {
        return new ContainerPolicy(
                policy.text("containerName").orElse(UNSET),
                word(policy, "mode", ContainerPolicy.Mode.values()).orElse(ContainerPolicy.Mode.AUTO),
                new Resources(policy.quantities("minAllowed")),
                new Resources(policy.quantities("maxAllowed")),
                policy.document("controlledResources").map(any -> policy.textList("controlledResources")),
                word(policy, "controlledValues", ControlledValues.values())
                        .orElse(ControlledValues.REQUESTS_AND_LIMITS),
                policy.quantity("oomBumpUpRatio"),
                policy.quantity("oomMinBumpUp"),
                seconds(policy, "memoryAggregationIntervalSeconds"),
                policy.count("memoryAggregationIntervalCount"),
                policy.mapping("startupBoost").map(VerticalAutoscalerDocuments::boost));
    }

    private static StartupBoost boost(Fields boost) {
        return new StartupBoost(boost.mapping("cpu")
                .map(cpu -> new StartupBoost.Cpu(
                        word(cpu, "type", StartupBoost.Type.values())
                                .orElseThrow(() -> cpu.complaint("type", "missing; expected Factor or Quantity")),
                        cpu.count("factor"),
                        cpu.quantity("quantity"),
                        seconds(cpu, "durationSeconds").orElse(Duration.ZERO))));
    }

    private static Status status(Fields status) {
        return new Status(
                status.mapping("recommendation")
                        .map(all -> all.list("containerRecommendations", item -> recommendation(item.fields()))),
                MetaDocuments.conditions(status));
    }

    /// One entry of `containerRecommendations`.
    public static ContainerRecommendation recommendation(Fields one) {
        return new ContainerRecommendation(
                one.text("containerName").orElse(UNSET),
                new Resources(one.quantities("target")),
                new Resources(one.quantities("lowerBound")),
                new Resources(one.quantities("upperBound")),
                new Resources(one.quantities("uncappedTarget")));
    }

    private static Optional<Duration> seconds(Fields fields, String name) {
        return fields.wholeNumber(name).map(Duration::ofSeconds);
    }

    /// One of the words that an enum's constants print as; empty where the field is absent or blank.
    private static <E extends Enum<E>> Optional<E> word(Fields fields, String name, E[] words) {
        Optional<String> text = fields.text(name).filter(found -> !found.isEmpty());
        for (E word : words) {
            if (text.isPresent() && text.get().equals(word.toString())) {
                return Optional.of(word);
            }
        }
        if (text.isPresent()) {
            throw fields.complaint(name, "expected one of " + List.of(words) + ", found '" + text.get() + "'");
        }
        return Optional.empty();
    }
}
