package dev.tidewright.control.nodes;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.objects.DaemonSet;
import dev.tidewright.cluster.objects.ReplicaSet;
import dev.tidewright.cluster.objects.ReplicationController;
import dev.tidewright.cluster.objects.StatefulSet;
import dev.tidewright.core.nodes.down.Owners;
import dev.tidewright.core.objects.ObjectKey;
import java.util.Optional;
import java.util.OptionalInt;

/// The controllers of pods, as the cluster knows them. Kinds that it does not hold count as there.
record KnownOwners(Cluster cluster) implements Owners {
    @Override
    public Optional<Owner> find(String kind, String namespace, String name) {
        var key = new ObjectKey(kind, namespace, name);
        return switch (kind) {
            case "ReplicaSet" ->
                cluster.get(key, ReplicaSet.class).map(set -> new Owner(OptionalInt.of(set.replicas())));
            case ReplicationController.KIND ->
                cluster.get(key, ReplicationController.class).map(set -> new Owner(OptionalInt.of(set.replicas())));
            case "StatefulSet" ->
                cluster.get(key, StatefulSet.class).map(set -> new Owner(OptionalInt.of(set.replicas())));
            case "DaemonSet" -> cluster.get(key, DaemonSet.class).map(set -> Owner.WITHOUT_REPLICAS);
            default -> Optional.of(Owner.WITHOUT_REPLICAS);
        };
    }
}
