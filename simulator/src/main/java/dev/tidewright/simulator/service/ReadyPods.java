package dev.tidewright.simulator.service;

import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.simulator.store.Store;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/// How many pods of some workloads are ready: poolers, caches, databases in the cluster.
final class ReadyPods {
    private final Owners owners;
    private final Map<ObjectKey, int[]> counts = new HashMap<>(); // never walked

    ReadyPods(Store store, Owners owners) {
        this.owners = owners;
        store.watch(Pod.class, this::changed);
    }

    /// The number of ready pods of a workload, from now on.
    IntSupplier of(ObjectKey workload) {
        int[] count = counts.computeIfAbsent(workload, key -> new int[1]);
        return () -> count[0];
    }

    private void changed(Optional<Pod> before, Optional<Pod> after) {
        if (counts.isEmpty()) {
            return;
        }
        boolean was = before.filter(ReadyPods::serves).isPresent();
        boolean is = after.filter(ReadyPods::serves).isPresent();
        if (was != is) {
            owners.workloadOf(after.or(() -> before).orElseThrow())
                    .map(counts::get)
                    .ifPresent(count -> count[0] += is ? 1 : -1);
        }
    }

    private static boolean serves(Pod pod) {
        return pod.status().isReady() && !pod.isTerminating();
    }
}
