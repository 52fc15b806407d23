package dev.tidewright.core.objects;

/// Names one object of the cluster.
///
/// @param kind      the kind as written in a manifest, e.g. `Deployment`
/// @param namespace empty for cluster-scoped kinds
/// @param name      the object's name
public record ObjectKey(String kind, String namespace, String name) implements Comparable<ObjectKey> {
    @Override
    public int compareTo(ObjectKey other) {
        int byKind = kind.compareTo(other.kind);
        int bySpace = byKind != 0 ? byKind : namespace.compareTo(other.namespace);
        return bySpace != 0 ? bySpace : name.compareTo(other.name);
    }

    /// The spelling of journals and command lines: `deployment/shop/web`, `node/n1`.
    @Override
    public String toString() {
        String lower = kind.toLowerCase(java.util.Locale.ROOT);
        return namespace.isEmpty() ? lower + "/" + name : lower + "/" + namespace + "/" + name;
    }
}
