package dev.tidewright.simulator.service;

import dev.tidewright.cluster.objects.ReplicaSet;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.OwnerReference;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.simulator.store.Store;
import java.util.Optional;

/// Finds the workload a pod belongs to: its controller, or for a ReplicaSet's pod the Deployment above.
public final class Owners {
    private final Store store;

    public Owners(Store store) {
        this.store = store;
    }

    public Optional<ObjectKey> workloadOf(Pod pod) {
        String namespace = pod.meta().namespace();
        return pod.meta().controller().map(owner -> top(namespace, owner));
    }

    private ObjectKey top(String namespace, OwnerReference owner) {
        var key = new ObjectKey(owner.kind(), namespace, owner.name());
        if (!owner.kind().equals("ReplicaSet")) {
            return key;
        }
        return store.get(key, ReplicaSet.class)
                .flatMap(set -> set.meta().controller())
                .map(above -> new ObjectKey(above.kind(), namespace, above.name()))
                .orElse(key);
    }
}
