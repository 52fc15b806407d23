package dev.tidewright.simulator.store;

import dev.tidewright.cluster.Change;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.OwnerReference;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;

/// Deletes what nobody owns any more, in the background as `propagationPolicy: Background` does.
final class GarbageCollector {
    /// From an owner's end to the deletion of its dependents: one watch delivery and one pass of the collector's work
    /// queue. Upstream promises no figure; observed tens of milliseconds on an idle control plane.
    static final Duration DELAY = Duration.ofMillis(50);

    private final Store store;
    private final Timeline timeline;

    GarbageCollector(Store store, Timeline timeline) {
        this.store = store;
        this.timeline = timeline;
    }

    /// An object was stored for the first time; its owner may have gone in the meantime.
    void added(KubeObject object) {
        if (!object.meta().owners().isEmpty() && !isOwned(object)) {
            timeline.after(DELAY, () -> collect(object.key(), object.meta().uid()));
        }
    }

    void removed(KubeObject object) {
        String uid = object.meta().uid();
        if (!store.dependents(uid).isEmpty()) {
            timeline.after(
                    DELAY,
                    () -> store.dependents(uid)
                            .forEach(each -> collect(each.key(), each.meta().uid())));
        }
    }

    private void collect(ObjectKey key, String uid) {
        var object = store.get(key, KubeObject.class);
        if (object.isPresent() && object.get().meta().uid().equals(uid) && !isOwned(object.get())) {
            store.apply(new Change.Delete(key));
        }
    }

    private boolean isOwned(KubeObject object) {
        for (OwnerReference owner : object.meta().owners()) {
            if (exists(owner, object.meta().namespace())) {
                return true;
            }
        }
        return false;
    }

    /// Owners are of the dependent's namespace, or of none.
    private boolean exists(OwnerReference owner, String namespace) {
        return exists(new ObjectKey(owner.kind(), namespace, owner.name()), owner.uid())
                || exists(new ObjectKey(owner.kind(), "", owner.name()), owner.uid());
    }

    private boolean exists(ObjectKey key, String uid) {
        return store.get(key, KubeObject.class)
                .filter(owner -> owner.meta().uid().equals(uid))
                .isPresent();
    }
}
