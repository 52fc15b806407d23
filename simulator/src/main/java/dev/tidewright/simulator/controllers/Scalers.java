package dev.tidewright.simulator.controllers;

import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.cluster.objects.PodAutoscaler;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import dev.tidewright.simulator.store.Store;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which autoscaler writes the replicas of which workload, so that what a workload does leads back to the decision.
final class Scalers {
    private final Map<ObjectKey, ObjectKey> byTarget = new HashMap<>(); // never walked
    private final Journal journal;

    Scalers(Store store, Journal journal) {
        this.journal = journal;
        store.list(HorizontalPodAutoscaler.class).forEach(each -> byTarget.put(target(each), each.key()));
        store.list(PodAutoscaler.class).forEach(each -> byTarget.put(target(each), each.key()));
        store.watch(HorizontalPodAutoscaler.class, (before, after) -> changed(before, after));
        store.watch(PodAutoscaler.class, (before, after) -> changed(before, after));
    }

    private void changed(Optional<? extends KubeObject> before, Optional<? extends KubeObject> after) {
        if (!Deputy.hasSameSpec(before, after)) {
            before.ifPresent(each -> byTarget.remove(target(each), each.key()));
            after.ifPresent(each -> byTarget.put(target(each), each.key()));
        }
    }

    private static ObjectKey target(KubeObject autoscaler) {
        var target = PodAutoscaler.rulesOf(autoscaler).orElseThrow().spec().target();
        return new ObjectKey(target.kind(), autoscaler.meta().namespace(), target.name());
    }

    /// The last entry about a workload or about its autoscaler, whichever is later: why its replicas are what they are.
    Optional<Long> cause(ObjectKey workload) {
        Optional<Long> own = journal.latest(workload);
        Optional<Long> above = Optional.ofNullable(byTarget.get(workload)).flatMap(journal::latest);
        return own.isEmpty() || above.filter(number -> number > own.get()).isPresent() ? above : own;
    }
}
