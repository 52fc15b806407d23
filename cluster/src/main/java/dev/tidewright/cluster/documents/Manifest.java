package dev.tidewright.cluster.documents;

import dev.tidewright.core.objects.KubeObject;

/// One object of a manifest, with the document it was read from.
public record Manifest(KubeObject object, Document document) {
    public Place place() {
        return document.place();
    }
}
