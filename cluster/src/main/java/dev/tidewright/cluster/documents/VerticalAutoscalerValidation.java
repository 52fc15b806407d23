package dev.tidewright.cluster.documents;

import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.units.Quantity;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.SortedMap;

/// What a VerticalPodAutoscaler must hold to be accepted, beyond the form of its fields.
///
/// Source: `pkg/admission-controller/resource/vpa/handler.go` of the Vertical Pod Autoscaler.
final class VerticalAutoscalerValidation {
    private final Complaints complaints = new Complaints();

    private VerticalAutoscalerValidation() {}

    /// @throws BadInput with every complaint
    static void check(Document document) {
        var validation = new VerticalAutoscalerValidation();
        Fields.of(document, "").mapping("spec").ifPresent(validation::spec);
        validation.complaints.settle();
    }

    private void spec(Fields spec) {
        if (spec.document("targetRef").isEmpty()) {
            complain(spec, "targetRef", "missing; expected the workload");
        }
        spec.mapping("updatePolicy").ifPresent(this::updates);
        spec.mapping("resourcePolicy")
                .ifPresent(policy -> policy.list("containerPolicies", item -> {
                    policy(item.fields());
                    return item;
                }));
        spec.mapping("startupBoost").ifPresent(this::boost);
        if (spec.list("recommenders", item -> item).size() > 1) {
            complain(spec, "recommenders", "expected at most one");
        }
    }

    private void complain(Fields fields, String name, String expected) {
        complaints.add(fields.complaint(name, expected));
    }

    private void updates(Fields policy) {
        if (policy.text("updateMode").filter(mode -> !mode.isEmpty()).isEmpty()) {
            complain(policy, "updateMode", "missing; expected a mode where there is an updatePolicy");
        }
        policy.count("minReplicas")
                .filter(count -> count <= 0)
                .ifPresent(count -> complain(policy, "minReplicas", "expected 1 or more, found " + count));
    }

    private void policy(Fields policy) {
        if (policy.text("containerName").orElse("").isEmpty()) {
            complain(policy, "containerName", "missing; expected a container's name or *");
        }
        policy.quantity("oomBumpUpRatio")
                .filter(ratio -> ratio.compareTo(Quantity.of(1)) < 0)
                .ifPresent(ratio -> complain(policy, "oomBumpUpRatio", "expected 1 or more, found " + ratio));
        policy.quantity("oomMinBumpUp")
                .filter(least -> least.signum() < 0)
                .ifPresent(least -> complain(policy, "oomMinBumpUp", "expected 0 or more, found " + least));
        if (policy.text("mode").filter("Off"::equals).isPresent()
                && policy.text("controlledValues")
                        .filter("RequestsAndLimits"::equals)
                        .isPresent()) {
            complain(policy, "controlledValues", "expected none where mode is Off");
        }
        bounds(policy);
        policy.mapping("startupBoost").ifPresent(this::boost);
    }

    private void bounds(Fields policy) {
        SortedMap<String, Quantity> least = policy.quantities("minAllowed");
        SortedMap<String, Quantity> most = policy.quantities("maxAllowed");
        least.forEach((resource, amount) -> whole(policy, "minAllowed", resource, amount));
        most.forEach((resource, amount) -> whole(policy, "maxAllowed", resource, amount));
        least.forEach((resource, amount) -> {
            Quantity max = most.get(resource);
            if (max != null && max.compareTo(amount) < 0) {
                complain(
                        policy,
                        "maxAllowed",
                        "expected " + resource + " of at least the " + amount + " of minAllowed, found " + max);
            }
        });
    }

    private void whole(Fields policy, String name, String resource, Quantity amount) {
        BigDecimal inUnits = resource.equals(Resources.CPU) ? amount.amount().movePointRight(3) : amount.amount();
        boolean counts = resource.equals(Resources.CPU) || resource.equals(Resources.MEMORY);
        if (counts && inUnits.stripTrailingZeros().scale() > 0) {
            String unit = resource.equals(Resources.CPU) ? "millicores" : "bytes";
            complain(policy, name, "expected " + resource + " in whole " + unit + ", found " + amount);
        }
    }

    private void boost(Fields boost) {
        boost.mapping("cpu").ifPresent(cpu -> {
            Optional<String> type = cpu.text("type");
            if (type.filter("Factor"::equals).isPresent()
                    && cpu.count("factor").filter(factor -> factor >= 1).isEmpty()) {
                complain(cpu, "factor", "expected 1 or more where type is Factor");
            }
            if (type.filter("Quantity"::equals).isPresent()
                    && cpu.quantity("quantity").isEmpty()) {
                complain(cpu, "quantity", "missing; expected cpu where type is Quantity");
            }
        });
    }
}
