package dev.tidewright.apiserver.storage;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.answers.Refusals;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.storage.DeleteOptions.Propagation;
import dev.tidewright.apiserver.world.WorldThread;
import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster.Outcome;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.simulator.store.Store;
import java.util.List;
import java.util.Optional;

/// Deletes objects, with what they own. Safe for many threads.
public final class Deleting {
    private final WorldThread world;
    private final Store store;
    private final Departures departures;

    public Deleting(WorldThread world, Store store, Departures departures) {
        this.world = world;
        this.store = store;
        this.departures = departures;
    }

    /// What a deletion left.
    ///
    /// @param object  as it was last seen
    /// @param present whether it is still there, waiting for its end
    public record Deleted(KubeObject object, boolean present) {}

    /// @throws ApiError 404, or 409 where a precondition does not hold
    public Deleted delete(ResourceType type, String namespace, String name, DeleteOptions options) {
        var key = new ObjectKey(type.storedKind(), namespace, name);
        return world.ask(() -> {
            KubeObject stored = store.get(key, KubeObject.class).orElseThrow(() -> Refusals.notFound(type, name));
            refuse(type, stored, options);
            return options.dryRun() ? new Deleted(stored, false) : delete(type, stored, options);
        });
    }

    /// Deletes everything that is selected.
    ///
    /// @return what was selected
    public List<KubeObject> deleteAll(ResourceType type, Selection selection, DeleteOptions options) {
        return world.ask(() -> {
            List<KubeObject> selected = store.ofKind(type.storedKind()).stream()
                    .filter(selection::selects)
                    .toList();
            if (!options.dryRun()) {
                selected.forEach(each ->
                        store.get(each.key(), KubeObject.class).ifPresent(still -> delete(type, still, options)));
            }
            return selected;
        });
    }

    private static void refuse(ResourceType type, KubeObject stored, DeleteOptions options) {
        String name = stored.meta().name();
        if (!options.uid().isEmpty() && !options.uid().equals(stored.meta().uid())) {
            throw Refusals.conflict(
                    type,
                    name,
                    "Precondition failed: UID in precondition: " + options.uid() + ", UID in object meta: "
                            + stored.meta().uid());
        }
        String version = Long.toString(stored.meta().version());
        if (!options.version().isEmpty() && !options.version().equals(version)) {
            throw Refusals.conflict(
                    type,
                    name,
                    "Precondition failed: ResourceVersion in precondition: " + options.version()
                            + ", ResourceVersion in object meta: " + version);
        }
        if (type.storedKind().equals(Namespaces.KIND) && Departures.IMMORTAL.contains(name)) {
            throw Refusals.forbidden(type, name, "this namespace may not be deleted");
        }
    }

    private Deleted delete(ResourceType type, KubeObject stored, DeleteOptions options) {
        if (stored instanceof Pod pod && options.propagation() != Propagation.FOREGROUND) {
            return left(pod.key(), stored, store(pod, options));
        }
        if (type.storedKind().equals(Namespaces.KIND)) {
            departures.empty(stored);
            return left(stored.key(), stored, new Outcome.Applied(0));
        }
        switch (options.propagation()) {
            case BACKGROUND -> {}
            case ORPHAN -> departures.orphan(stored);
            case FOREGROUND -> {
                if (departures.dependentsFirst(stored)) {
                    return left(stored.key(), stored, new Outcome.Applied(0));
                }
            }
        }
        return left(stored.key(), stored, store.apply(new Change.Delete(stored.key())));
    }

    private Outcome store(Pod pod, DeleteOptions options) {
        return options.grace().isPresent()
                ? store.delete(pod.key(), options.grace().get())
                : store.apply(new Change.Delete(pod.key()));
    }

    private Deleted left(ObjectKey key, KubeObject before, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Applied applied -> {
                Optional<KubeObject> now = store.get(key, KubeObject.class);
                yield new Deleted(now.orElse(before), now.isPresent());
            }
            case Outcome.Overtaken overtaken -> new Deleted(before, true);
            case Outcome.Refused refused -> throw ApiError.badRequest(refused.reason());
        };
    }
}
