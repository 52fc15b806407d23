package dev.tidewright.simulator.controllers;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.loop.LoopRuntime;
import dev.tidewright.cluster.loop.Reconciler;
import dev.tidewright.cluster.objects.StatefulSet;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.OwnerReference;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Keeps numbered pods: `db-0`, `db-1`, …, one after the other unless they may start in parallel. A new template
/// replaces them from the highest number down, each ready before the next goes. Source: `pkg/controller/statefulset`.
final class StatefulSetController implements Reconciler {
    private final Deputy deputy;
    private final LoopRuntime.Queue queue;

    StatefulSetController(Deputy deputy, LoopRuntime runtime) {
        this.deputy = deputy;
        this.queue = runtime.drive("statefulset", this);
        deputy.store().watch(StatefulSet.class, this::setChanged);
        deputy.store().watch(Pod.class, this::podChanged);
        deputy.store().list(StatefulSet.class).forEach(each -> queue.add(each.key()));
    }

    private void setChanged(Optional<StatefulSet> before, Optional<StatefulSet> after) {
        boolean onlyStatus = Deputy.hasSameSpec(before, after);
        if (after.isPresent() && !onlyStatus) {
            queue.addAfter(after.get().key(), deputy.lags().watch());
        }
    }

    private void podChanged(Optional<Pod> before, Optional<Pod> after) {
        deputy.wakeController(after.or(() -> before).orElseThrow(), "StatefulSet", queue);
    }

    @Override
    public Outcome reconcile(ObjectKey key) {
        Optional<StatefulSet> found = deputy.store().get(key, StatefulSet.class).filter(set -> !Deputy.isGoing(set));
        if (found.isPresent()) {
            keep(found.get(), pods(found.get()));
            report(found.get());
        }
        return Outcome.DONE;
    }

    /// The set's pods by number.
    private NavigableMap<Integer, Pod> pods(StatefulSet set) {
        NavigableMap<Integer, Pod> pods = new TreeMap<>();
        String prefix = set.meta().name() + "-";
        for (KubeObject object : deputy.store().dependents(set.meta().uid())) {
            if (object instanceof Pod pod && pod.meta().name().startsWith(prefix)) {
                int number = Labels.number(pod.meta().labels(), Labels.POD_INDEX, -1);
                if (number >= 0) {
                    pods.put(number, pod);
                }
            }
        }
        return pods;
    }

    private void keep(StatefulSet set, NavigableMap<Integer, Pod> pods) {
        boolean settled = grow(set, pods);
        if (settled || set.parallel()) {
            settled = shrink(set, pods) && settled;
        }
        if (settled) {
            rollOn(set, pods);
        }
    }

    /// Fills the numbers from 0 up.
    ///
    /// @return whether all of them stand and are healthy
    private boolean grow(StatefulSet set, Map<Integer, Pod> pods) {
        boolean settled = true;
        for (int number = 0; number < set.replicas(); number++) {
            Pod pod = pods.get(number);
            if (pod == null) {
                create(set, number);
            } else if (pod.status().isOver() && !pod.isTerminating()) {
                deputy.apply(new Change.Delete(pod.key())); // made anew once it is gone
            }
            if (pod == null || !isHealthy(pod)) {
                settled = false;
                if (!set.parallel()) {
                    return false;
                }
            }
        }
        return settled;
    }

    private static boolean isHealthy(Pod pod) {
        return !pod.isTerminating() && pod.status().isReady();
    }

    /// Takes away the numbers that are too many, the highest first.
    ///
    /// @return whether there is none
    private boolean shrink(StatefulSet set, NavigableMap<Integer, Pod> pods) {
        var surplus = pods.tailMap(set.replicas(), true).descendingMap();
        for (Pod pod : surplus.values()) {
            if (!pod.isTerminating()) {
                delete(set, pod, "more pods than wanted");
            }
            if (!set.parallel()) {
                return false;
            }
        }
        return surplus.isEmpty();
    }

    /// Replaces one pod of an earlier template.
    private void rollOn(StatefulSet set, NavigableMap<Integer, Pod> pods) {
        String revision = revision(set);
        for (Pod pod : pods.descendingMap().values()) {
            if (!revision.equals(pod.meta().labels().get(Labels.CONTROLLER_REVISION_HASH))) {
                delete(set, pod, "rolling out");
                return;
            }
        }
    }

    private static String revision(StatefulSet set) {
        return set.meta().name() + "-" + TemplateHash.of(set.template());
    }

    private void create(StatefulSet set, int number) {
        String name = set.meta().name() + "-" + number;
        var labels = Labels.with(set.template().labels(), Labels.POD_NAME, name);
        labels = Labels.with(labels, Labels.POD_INDEX, Integer.toString(number));
        labels = Labels.with(labels, Labels.CONTROLLER_REVISION_HASH, revision(set));
        ObjectMeta meta = new ObjectMeta(
                set.meta().namespace(),
                name,
                "",
                labels,
                set.template().annotations(),
                List.of(new OwnerReference(
                        "apps/v1", "StatefulSet", set.meta().name(), set.meta().uid(), true)),
                Instant.EPOCH,
                Optional.empty(),
                0,
                1);
        Pod pod = new Pod(meta, set.template().spec(), Optional.empty(), PodStatus.PENDING);
        if (deputy.apply(new Change.Create(pod))) {
            deputy.event(
                    set,
                    "SuccessfulCreate",
                    "create Pod " + name + " in StatefulSet " + set.meta().name() + " successful");
            var why = because("fewer pods than wanted").given("wanted", set.replicas());
            deputy.recordScaling("statefulset", pod.key(), "create", why, set.key());
        }
    }

    private void delete(StatefulSet set, Pod pod, String rule) {
        if (deputy.apply(new Change.Delete(pod.key()))) {
            String name = pod.meta().name();
            deputy.event(
                    set,
                    "SuccessfulDelete",
                    "delete Pod " + name + " in StatefulSet " + set.meta().name() + " successful");
            deputy.recordScaling(
                    "statefulset", pod.key(), "delete", because(rule).given("wanted", set.replicas()), set.key());
        }
    }

    private void report(StatefulSet set) {
        int replicas = 0;
        int ready = 0;
        for (Pod pod : pods(set).values()) {
            replicas++;
            ready += isHealthy(pod) ? 1 : 0;
        }
        StatefulSet now = new StatefulSet(
                set.meta(), set.replicas(), set.selector(), set.template(), set.parallel(), replicas, ready);
        if (!now.equals(set)) {
            deputy.apply(new Change.ReplaceStatus(now));
        }
    }
}
