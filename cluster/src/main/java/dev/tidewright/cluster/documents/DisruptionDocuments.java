package dev.tidewright.cluster.documents;

import dev.tidewright.cluster.objects.PodDisruptionBudget;
import java.util.Optional;

/// Reads `policy/v1` PodDisruptionBudget.
public final class DisruptionDocuments {
    private DisruptionDocuments() {}

    /// @throws BadInput naming the field that cannot be used
    public static PodDisruptionBudget budget(Document document) {
        Fields object = Fields.of(document, "");
        Fields spec = object.mapping("spec")
                .orElseThrow(() -> object.complaint("spec", "missing; expected minAvailable or maxUnavailable"));
        Optional<String> minAvailable = Amounts.countOrPercent(spec, "minAvailable");
        Optional<String> maxUnavailable = Amounts.countOrPercent(spec, "maxUnavailable");
        if (minAvailable.isPresent() && maxUnavailable.isPresent()) {
            throw spec.complaint("maxUnavailable", "expected only one of minAvailable and maxUnavailable");
        }
        Optional<Fields> status = object.mapping("status");
        return new PodDisruptionBudget(
                MetaDocuments.meta(object, true),
                minAvailable,
                maxUnavailable,
                MetaDocuments.selector(spec, "selector"),
                count(status, "disruptionsAllowed"),
                count(status, "currentHealthy"),
                count(status, "desiredHealthy"),
                count(status, "expectedPods"));
    }

    private static int count(Optional<Fields> status, String name) {
        return status.flatMap(fields -> fields.count(name)).orElse(0);
    }
}
