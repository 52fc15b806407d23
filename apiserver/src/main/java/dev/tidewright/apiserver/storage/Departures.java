package dev.tidewright.apiserver.storage;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.documents.JsonOrigin;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.OwnerReference;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Deletions that take several steps: namespaces that are emptied, owners that go after what they own. For the world's
/// thread.
///
/// Source: `pkg/controller/namespace`, `pkg/controller/garbagecollector`.
public final class Departures {
    static final Set<String> IMMORTAL = Set.of("default", "kube-system", "kube-public", "kube-node-lease");
    private static final String FOREGROUND = "foregroundDeletion";
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final String TERMINATING = "Terminating";

    private final Store store;
    private final Timeline timeline;

    public Departures(Store store, Timeline timeline) {
        this.store = store;
        this.timeline = timeline;
    }

    /// Deletes all in a namespace, and the namespace once it is empty.
    void empty(KubeObject namespace) {
        if (namespace.meta().deleted().isEmpty()) {
            ObjectNode tree = tree(namespace);
            tree.putObject("status").put("phase", TERMINATING);
            ObjectMeta meta = namespace.meta().withDeleted(timeline.instant()).withOrigin(JsonOrigin.of(tree));
            store.hold(namespace.with(meta));
            timeline.after(
                    Duration.ZERO, () -> goOn(namespace.key(), namespace.meta().uid()));
        }
    }

    private void goOn(ObjectKey key, String uid) {
        Optional<KubeObject> namespace = store.get(key, KubeObject.class)
                .filter(found -> found.meta().uid().equals(uid));
        if (namespace.isEmpty()) {
            return;
        }
        List<KubeObject> left = store.inNamespace(key.name());
        if (left.isEmpty()) {
            store.release(key);
            return;
        }
        for (KubeObject object : left) {
            if (object.meta().deleted().isEmpty()) {
                store.apply(new Change.Delete(object.key()));
            }
        }
        timeline.after(LOOK_AGAIN, () -> goOn(key, uid));
    }

    /// Takes the owner from all that it owns.
    void orphan(KubeObject owner) {
        for (KubeObject dependent : store.dependents(owner.meta().uid())) {
            List<OwnerReference> others = new ArrayList<>(dependent.meta().owners());
            others.removeIf(reference -> reference.uid().equals(owner.meta().uid()));
            ObjectMeta meta = dependent.meta();
            store.write(dependent.with(new ObjectMeta(
                    meta.namespace(),
                    meta.name(),
                    meta.uid(),
                    meta.labels(),
                    meta.annotations(),
                    others,
                    meta.created(),
                    meta.deleted(),
                    meta.version(),
                    meta.generation(),
                    meta.origin())));
        }
    }

    /// Deletes what an object owns, and the object after that; false where it owns nothing.
    boolean dependentsFirst(KubeObject owner) {
        if (store.dependents(owner.meta().uid()).isEmpty()) {
            return false;
        }
        if (owner.meta().deleted().isEmpty()) {
            ObjectMeta meta = owner.meta().withDeleted(timeline.instant()).withOrigin(held(owner));
            store.write(owner.with(meta));
        }
        lookAgain(owner.key(), owner.meta().uid());
        return true;
    }

    private static JsonOrigin held(KubeObject owner) {
        ObjectNode tree = tree(owner);
        ObjectNode meta = Trees.copy(tree.path("metadata"));
        ArrayNode finalizers = meta.arrayNode();
        meta.path("finalizers").forEach(finalizers::add);
        finalizers.add(FOREGROUND);
        meta.set("finalizers", finalizers);
        return JsonOrigin.of(Trees.withMeta(tree, meta));
    }

    private void lookAgain(ObjectKey key, String uid) {
        Optional<KubeObject> owner = store.get(key, KubeObject.class)
                .filter(found -> found.meta().uid().equals(uid));
        if (owner.isEmpty()) {
            return;
        }
        List<KubeObject> left = store.dependents(uid);
        if (left.isEmpty()) {
            free(owner.get());
            return;
        }
        for (KubeObject dependent : left) {
            if (dependent.meta().deleted().isEmpty() && !dependentsFirst(dependent)) {
                store.apply(new Change.Delete(dependent.key()));
            }
        }
        timeline.after(LOOK_AGAIN, () -> lookAgain(key, uid));
    }

    private void free(KubeObject owner) {
        ObjectNode tree = tree(owner);
        ObjectNode meta = Trees.copy(tree.path("metadata"));
        ArrayNode finalizers = meta.arrayNode();
        for (JsonNode finalizer : meta.path("finalizers")) {
            if (!finalizer.asString("").equals(FOREGROUND)) {
                finalizers.add(finalizer);
            }
        }
        meta.set("finalizers", finalizers);
        store.write(owner.with(owner.meta().withOrigin(JsonOrigin.of(Trees.withMeta(tree, meta)))));
    }

    private static ObjectNode tree(KubeObject object) {
        return Trees.copy(
                object.meta().origin() instanceof JsonOrigin origin ? origin.tree() : MissingNode.getInstance());
    }
}
