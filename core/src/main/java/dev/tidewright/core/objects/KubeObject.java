package dev.tidewright.core.objects;

/// An object of the cluster in its typed form. Immutable: a change is a new value.
public interface KubeObject {
    ObjectMeta meta();

    /// The kind as written in a manifest.
    String kind();

    default ObjectKey key() {
        return new ObjectKey(kind(), meta().namespace(), meta().name());
    }
}
