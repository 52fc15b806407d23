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
/// @param origin     the document it was read from
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
        long generation,
        Origin origin) {
    public ObjectMeta {
        labels = Sorted.copyOf(labels);
        annotations = Sorted.copyOf(annotations);
        owners = List.copyOf(owners);
    }

    /// Of an object that was made, not read.
    public ObjectMeta(
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
        this(namespace, name, uid, labels, annotations, owners, created, deleted, version, generation, Origin.NONE);
    }

    public static ObjectMeta named(String namespace, String name) {
        return new ObjectMeta(
                namespace, name, "", Sorted.empty(), Sorted.empty(), List.of(), Instant.EPOCH, Optional.empty(), 0, 1);
    }

    public ObjectMeta in(String namespace) {
        return new ObjectMeta(
                namespace, name, uid, labels, annotations, owners, created, deleted, version, generation, origin);
    }

    public ObjectMeta withLabels(SortedMap<String, String> labels) {
        return copy(labels, annotations, deleted, version, generation, origin);
    }

    public ObjectMeta withAnnotations(SortedMap<String, String> annotations) {
        return copy(labels, annotations, deleted, version, generation, origin);
    }

    public ObjectMeta withVersion(long version) {
        return copy(labels, annotations, deleted, version, generation, origin);
    }

    public ObjectMeta withGeneration(long generation) {
        return copy(labels, annotations, deleted, version, generation, origin);
    }

    public ObjectMeta withDeleted(Instant at) {
        return copy(labels, annotations, Optional.of(at), version, generation, origin);
    }

    public ObjectMeta withOrigin(Origin origin) {
        return copy(labels, annotations, deleted, version, generation, origin);
    }

    private ObjectMeta copy(
            SortedMap<String, String> labels,
            SortedMap<String, String> annotations,
            Optional<Instant> deleted,
            long version,
            long generation,
            Origin origin) {
        return new ObjectMeta(
                namespace, name, uid, labels, annotations, owners, created, deleted, version, generation, origin);
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
