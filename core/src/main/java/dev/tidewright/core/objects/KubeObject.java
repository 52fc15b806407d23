package dev.tidewright.core.objects;

/// An object of the cluster in its typed form. Immutable: a change is a new value.
public interface KubeObject {
    ObjectMeta meta();

    /// The kind as written in a manifest.
    String kind();

    /// The same object with other metadata; how a store stamps versions.
    KubeObject with(ObjectMeta meta);

    /// The same object with the status of `other`, which is of the same kind; itself where the kind has no status.
    default KubeObject withStatusOf(KubeObject other) {
        return this;
    }

    default ObjectKey key() {
        return new ObjectKey(kind(), meta().namespace(), meta().name());
    }
}
