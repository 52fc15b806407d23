package dev.tidewright.cluster.documents;

import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Taint;
import java.util.List;
import java.util.Optional;

/// Reads `v1` Node.
public final class NodeDocuments {
    private NodeDocuments() {}

    /// @throws BadInput naming the field that cannot be used
    public static Node node(Document document) {
        Fields node = Fields.of(document, "");
        Optional<Fields> spec = node.mapping("spec");
        Optional<Fields> status = node.mapping("status");
        Resources capacity = resources(status, "capacity");
        boolean tellsAllocatable =
                status.flatMap(fields -> fields.document("allocatable")).isPresent();
        return new Node(
                MetaDocuments.meta(node, false),
                spec.flatMap(fields -> fields.text("providerID")).orElse(""),
                spec.flatMap(fields -> fields.bool("unschedulable")).orElse(false),
                spec.map(NodeDocuments::taints).orElse(List.of()),
                capacity,
                tellsAllocatable ? resources(status, "allocatable") : capacity,
                status.map(MetaDocuments::conditions).orElse(List.of()));
    }

    private static List<Taint> taints(Fields spec) {
        return spec.list("taints", item -> {
            Fields taint = item.fields();
            return new Taint(taint.requiredText("key"), taint.text("value").orElse(""), taint.requiredText("effect"));
        });
    }

    private static Resources resources(Optional<Fields> status, String name) {
        return status.map(fields -> new Resources(fields.quantities(name))).orElse(Resources.NONE);
    }
}
