package dev.tidewright.cluster.documents;

import dev.tidewright.cluster.objects.CapacityBuffer;
import dev.tidewright.cluster.objects.NamedTemplate;
import dev.tidewright.core.objects.Resources;
import java.util.Optional;

/// Reads `autoscaling.x-k8s.io` CapacityBuffer (v1alpha1, v1beta1, v1) and the `v1` PodTemplate that it may refer to.
public final class BufferDocuments {
    private BufferDocuments() {}

    /// @throws BadInput naming the field that cannot be used
    public static CapacityBuffer buffer(Document document) {
        Fields object = Fields.of(document, "");
        Fields spec = object.mapping("spec")
                .orElseThrow(() -> object.complaint("spec", "missing; expected podTemplateRef or scalableRef"));
        Optional<String> template = spec.mapping("podTemplateRef").map(ref -> ref.requiredText("name"));
        Optional<CapacityBuffer.Scalable> scalable = spec.mapping("scalableRef").map(BufferDocuments::scalable);
        if (template.isPresent() == scalable.isPresent()) {
            throw spec.complaint("scalableRef", "expected exactly one of podTemplateRef and scalableRef");
        }
        return new CapacityBuffer(
                MetaDocuments.meta(object, true),
                template,
                scalable,
                spec.count("replicas"),
                spec.count("percentage"),
                spec.document("limits").isPresent()
                        ? Optional.of(new Resources(spec.quantities("limits")))
                        : Optional.empty(),
                spec.text("provisioningStrategy").orElse(CapacityBuffer.ACTIVE_CAPACITY),
                object.mapping("status").map(BufferDocuments::status).orElse(CapacityBuffer.Status.NONE));
    }

    private static CapacityBuffer.Scalable scalable(Fields ref) {
        return new CapacityBuffer.Scalable(
                ref.text("apiGroup").orElse(""), ref.requiredText("kind"), ref.requiredText("name"));
    }

    private static CapacityBuffer.Status status(Fields status) {
        return new CapacityBuffer.Status(status.count("replicas").orElse(0), MetaDocuments.conditions(status));
    }

    /// @throws BadInput naming the field that cannot be used
    public static NamedTemplate template(Document document) {
        Fields object = Fields.of(document, "");
        return new NamedTemplate(MetaDocuments.meta(object, true), PodDocuments.template(object));
    }
}
