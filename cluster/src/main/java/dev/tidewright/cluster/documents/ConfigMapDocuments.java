package dev.tidewright.cluster.documents;

import dev.tidewright.cluster.objects.ConfigMap;

/// Reads ConfigMaps.
public final class ConfigMapDocuments {
    private ConfigMapDocuments() {}

    /// @throws BadInput naming the field that cannot be used
    public static ConfigMap configMap(Document document) {
        Fields object = Fields.of(document, "");
        return new ConfigMap(MetaDocuments.meta(object, true), object.texts("data"));
    }
}
