package dev.tidewright.cluster.documents;

import dev.tidewright.core.objects.LimitRange;
import dev.tidewright.core.objects.Resources;

/// Reads `v1` LimitRange.
public final class LimitRangeDocuments {
    private LimitRangeDocuments() {}

    /// @throws BadInput naming the field that cannot be used
    public static LimitRange limitRange(Document document) {
        Fields object = Fields.of(document, "");
        Fields spec = object.mapping("spec").orElseThrow(() -> object.complaint("spec", "missing; expected limits"));
        return new LimitRange(MetaDocuments.meta(object, true), spec.list("limits", LimitRangeDocuments::item));
    }

    private static LimitRange.Item item(Fields.Item item) {
        Fields limits = item.fields();
        return new LimitRange.Item(
                limits.requiredText("type"),
                new Resources(limits.quantities("min")),
                new Resources(limits.quantities("max")),
                new Resources(limits.quantities("default")),
                new Resources(limits.quantities("defaultRequest")));
    }
}
