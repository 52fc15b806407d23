package dev.tidewright.apiserver.apply;

import dev.tidewright.apiserver.resources.ResourceType;

/// Fields that a write cannot change where it is addressed to, so that it does not own them either.
///
/// Source: `GetResetFields` of the strategies in `k8s.io/kubernetes/pkg/registry`.
final class ResetFields {
    private static final FieldSet STATUS = FieldSet.ofPath("status");
    private static final FieldSet SPEC = FieldSet.ofPath("spec");
    private static final FieldSet DEPLOYMENT_STATUS = SPEC.union(FieldSet.ofPath("metadata", "labels"));
    private static final FieldSet POD_STATUS = SPEC.union(FieldSet.ofPath("metadata", "deletionTimestamp"))
            .union(FieldSet.ofPath("metadata", "ownerReferences"));

    private ResetFields() {}

    static FieldSet of(ResourceType type, String subresource) {
        return switch (subresource) {
            case "" -> type.subresource("status").isPresent() ? STATUS : FieldSet.EMPTY;
            case "status" ->
                switch (type.kind()) {
                    case "Deployment" -> DEPLOYMENT_STATUS;
                    case "Pod" -> POD_STATUS;
                    default -> SPEC;
                };
            default -> FieldSet.EMPTY;
        };
    }
}
