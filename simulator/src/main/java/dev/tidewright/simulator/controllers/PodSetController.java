package dev.tidewright.simulator.controllers;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.loop.LoopRuntime;
import dev.tidewright.cluster.loop.Reconciler;
import dev.tidewright.cluster.objects.PodSet;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.OwnerReference;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Keeps as many pods as a ReplicaSet or a ReplicationController wants. Source: `pkg/controller/replicaset`, which
/// drives
/// both: pods are made in batches of 1, 2, 4,
/// … (slow start), at most 500 a pass, and end in the order of [Victims].
final class PodSetController implements Reconciler {
    private static final int BURST = 500;

    private final Deputy deputy;
    private final Class<? extends PodSet> type;
    private final String apiVersion;
    private final LoopRuntime.Queue queue;
    private final PodNames names;
    private final Map<ObjectKey, Integer> batches = new HashMap<>(); // size of the next one; never walked

    /// @param type       one of the kinds of sets
    /// @param apiVersion of that kind
    <T extends PodSet> PodSetController(
            Deputy deputy, LoopRuntime runtime, PodNames names, Class<T> type, String apiVersion) {
        this.deputy = deputy;
        this.names = names;
        this.type = type;
        this.apiVersion = apiVersion;
        this.queue = runtime.drive(actor(), this);
        deputy.store().watch(type, (before, after) -> wake(before, after));
        deputy.store().watch(Pod.class, this::podChanged);
        deputy.store().list(type).forEach(each -> queue.add(each.key()));
    }

    /// In the journal: `replicaset`, `replicationcontroller`.
    private String actor() {
        return kind().toLowerCase(Locale.ROOT);
    }

    private String kind() {
        return type.getSimpleName();
    }

    private void wake(Optional<? extends PodSet> before, Optional<? extends PodSet> after) {
        boolean onlyStatus = Deputy.hasSameSpec(before, after);
        if (!onlyStatus) {
            PodSet either = after.isPresent() ? after.get() : before.orElseThrow();
            queue.addAfter(either.key(), deputy.lags().watch());
        }
    }

    private void podChanged(Optional<Pod> before, Optional<Pod> after) {
        deputy.wakeController(after.or(() -> before).orElseThrow(), kind(), queue);
    }

    @Override
    public Outcome reconcile(ObjectKey key) {
        Optional<? extends PodSet> found = deputy.store().get(key, type).filter(set -> !Deputy.isGoing(set));
        if (found.isEmpty()) {
            batches.remove(key);
            return Outcome.DONE;
        }
        PodSet set = found.get();
        List<Pod> active = ActivePods.ownedBy(set.meta().uid(), deputy.store());
        int missing = set.replicas() - active.size();
        if (missing <= 0) {
            batches.remove(key);
        }
        if (missing < 0) {
            shrink(set, active, Math.min(-missing, BURST));
        }
        boolean more = missing > 0 && grow(set, missing, active.size());
        return report(set, more ? Optional.of(deputy.lags().write()) : Optional.empty());
    }

    /// Creates one batch.
    ///
    /// @return whether another is to follow
    private boolean grow(PodSet set, int missing, int present) {
        int batch = Math.min(Math.min(batches.getOrDefault(set.key(), 1), missing), BURST);
        Explanation why = because("fewer pods than wanted")
                .given("wanted", set.replicas())
                .given("present", present);
        List<OwnerReference> owners = List.of(new OwnerReference(
                apiVersion, kind(), set.meta().name(), set.meta().uid(), true));
        for (int i = 0; i < batch; i++) {
            create(set, owners, why);
        }
        batches.put(set.key(), batch * 2);
        return batch < missing;
    }

    private void create(PodSet set, List<OwnerReference> owners, Explanation why) {
        ObjectMeta meta = new ObjectMeta(
                set.meta().namespace(),
                set.meta().name() + "-" + names.next(),
                "",
                set.template().labels(),
                set.template().annotations(),
                owners,
                Instant.EPOCH,
                Optional.empty(),
                0,
                1);
        Pod pod = new Pod(meta, set.template().spec(), Optional.empty(), PodStatus.PENDING);
        if (deputy.apply(new Change.Create(pod))) {
            deputy.event(set, "SuccessfulCreate", "Created pod: " + meta.name());
            deputy.record(actor(), pod.key(), "create", why, set.key());
        }
    }

    private void shrink(PodSet set, List<Pod> active, int surplus) {
        Explanation why =
                because("more pods than wanted").given("wanted", set.replicas()).given("present", active.size());
        for (Pod pod : new Victims(related(set), deputy.now()).choose(active, surplus)) {
            if (deputy.apply(new Change.Delete(pod.key()))) {
                deputy.event(
                        set, "SuccessfulDelete", "Deleted pod: " + pod.meta().name());
                deputy.record(actor(), pod.key(), "delete", why, set.key());
            }
        }
    }

    /// The active pods of all sets that have the same controller, this one's among them.
    private List<Pod> related(PodSet set) {
        Optional<OwnerReference> owner = set.meta().controller();
        if (owner.isEmpty()) {
            return ActivePods.ownedBy(set.meta().uid(), deputy.store());
        }
        List<Pod> related = new ArrayList<>();
        for (KubeObject sibling : deputy.store().dependents(owner.get().uid())) {
            if (type.isInstance(sibling)) {
                related.addAll(ActivePods.ownedBy(sibling.meta().uid(), deputy.store()));
            }
        }
        return related;
    }

    private Outcome report(PodSet set, Optional<Duration> nextBatch) {
        List<Pod> active = ActivePods.ownedBy(set.meta().uid(), deputy.store());
        var tally = ActivePods.Tally.of(active, set.minReadySeconds(), deputy.now());
        PodSet now = set.withFound(tally.count(), tally.ready(), tally.available());
        if (!now.equals(set)) {
            deputy.apply(new Change.ReplaceStatus(now));
        }
        return new Outcome(nextBatch.or(tally::untilNext));
    }
}
