package dev.tidewright.simulator.controllers;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster.Outcome;
import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.cluster.loop.LoopRuntime;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.OwnerReference;
import dev.tidewright.simulator.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What every controller acts with: the store to write to, the journal to say so, the lags it lives with.
///
/// @param scalers who asks for the replicas of a workload
record Deputy(Store store, Journal journal, Scalers scalers, InstantSource clock, Lags lags) {
    Instant now() {
        return clock.instant();
    }

    /// Applies a change; true where the store took it. A refusal is daily life (someone else was faster): the watch
    /// that told of the other's change wakes the controller again.
    boolean apply(Change change) {
        return switch (store.apply(change)) {
            case Outcome.Applied applied -> true;
            case Outcome.Overtaken overtaken -> false;
            case Outcome.Refused refused -> false;
        };
    }

    /// Whether it is being deleted, and waits for what it owns or for whoever holds it: nothing is made for it any
    /// more.
    static boolean isGoing(KubeObject object) {
        return object.meta().deleted().isPresent();
    }

    /// Whether a change touched status and metadata only: not worth waking for.
    static boolean hasSameSpec(Optional<? extends KubeObject> before, Optional<? extends KubeObject> after) {
        return before.isPresent()
                && after.isPresent()
                && before.get().meta().generation() == after.get().meta().generation();
    }

    /// Wakes the controller of an object, if it is of `kind`.
    void wakeController(KubeObject object, String kind, LoopRuntime.Queue queue) {
        for (OwnerReference owner : object.meta().owners()) {
            if (owner.controller() && owner.kind().equals(kind)) {
                queue.addAfter(new ObjectKey(kind, object.meta().namespace(), owner.name()), lags.watch());
            }
        }
    }

    void event(KubeObject about, String reason, String message) {
        store.apply(new Change.Emit(about.key(), "Normal", reason, message));
    }

    /// Journals a deed that a change of the replicas of `workload` asked for.
    void recordScaling(String actor, ObjectKey object, String verb, Explanation why, ObjectKey workload) {
        record(actor, object, verb, why, scalers.cause(workload));
    }

    /// Journals a deed, caused by whatever last happened to `owner`.
    void record(String actor, ObjectKey object, String verb, Explanation why, ObjectKey owner) {
        record(actor, object, verb, why, journal.latest(owner));
    }

    private void record(String actor, ObjectKey object, String verb, Explanation why, Optional<Long> cause) {
        List<Long> causes = cause.map(List::of).orElse(List.of());
        journal.record(new Journal.Entry(now(), actor, object, verb, why, causes));
    }
}
