package dev.tidewright.core.objects;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// What every object carries.
///
/// @param namespace  empty for cluster-scoped kinds
/// @param uid        unique over the cluster's life; empty where the source gave none
/// @param version    the store's resource version; 0 before it is stored
/// @param generation counts changes of the spec, from 1
/// @param deleted    when deletion was asked for (`deletionTimestamp`); empty while the object is to stay
public record ObjectMeta(
        String namespace,
        String name,
        String uid,
        SortedMap<String, String> labels,
        SortedMap<String, String> annotations,
        List<OwnerReference> owners,
        Instant created,
        Optional<Instant> deleted,
        long version,
        long generation) {
    public ObjectMeta {
        labels = Sorted.copyOf(labels);
        annotations = Sorted.copyOf(annotations);
        owners = List.copyOf(owners);
    }

    public static ObjectMeta named(String namespace, String name) {
        return new ObjectMeta(
                namespace, name, "", Sorted.empty(), Sorted.empty(), List.of(), Instant.EPOCH, Optional.empty(), 0, 1);
    }

    public ObjectMeta withLabels(SortedMap<String, String> labels) {
        return new ObjectMeta(namespace, name, uid, labels, annotations, owners, created, deleted, version, generation);
    }

    public ObjectMeta withAnnotations(SortedMap<String, String> annotations) {
        return new ObjectMeta(namespace, name, uid, labels, annotations, owners, created, deleted, version, generation);
    }

    public ObjectMeta withVersion(long version) {
        return new ObjectMeta(namespace, name, uid, labels, annotations, owners, created, deleted, version, generation);
    }

    public ObjectMeta withDeleted(Instant at) {
        return new ObjectMeta(
                namespace, name, uid, labels, annotations, owners, created, Optional.of(at), version, generation);
    }

    /// The owner that manages this object, if one does.
    public Optional<OwnerReference> controller() {
        for (OwnerReference owner : owners) {
            if (owner.controller()) {
                return Optional.of(owner);
            }
        }
        return Optional.empty();
    }
}
