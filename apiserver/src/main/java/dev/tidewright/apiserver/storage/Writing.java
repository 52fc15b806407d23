package dev.tidewright.apiserver.storage;

import dev.tidewright.apiserver.admission.Admission;
import dev.tidewright.apiserver.admission.AdmissionRequest;
import dev.tidewright.apiserver.admission.Admitted;
import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.answers.Refusals;
import dev.tidewright.apiserver.apply.Act;
import dev.tidewright.apiserver.apply.FieldManagers;
import dev.tidewright.apiserver.rendering.Renderer;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.warnings.Warnings;
import dev.tidewright.apiserver.world.WorldThread;
import dev.tidewright.cluster.Cluster.Outcome;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.simulator.store.Store;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/// Creates and changes objects. Admission, ownership and typing happen on the caller's thread; on the world's, only the
/// write itself, if the object is still as it was read. Safe for many threads.
public final class Writing {
    /// Source: `patchHandler`'s `MaxRetryWhenPatchConflicts`.
    private static final int MOST_TRIES = 5;

    private final WorldThread world;
    private final Store store;
    private final Renderer renderer;
    private final Admission admission;
    private final FieldManagers managers;
    private final Identity identity;
    private final Namespaces namespaces;
    private final Warnings.Beside beside;

    public Writing(
            WorldThread world,
            Store store,
            Renderer renderer,
            StoredNeighbours neighbours,
            Admission admission,
            FieldManagers managers,
            RandomGenerator random) {
        this.world = world;
        this.store = store;
        this.renderer = renderer;
        this.admission = admission;
        this.managers = managers;
        this.identity = new Identity(random);
        this.namespaces = new Namespaces(store);
        this.beside = neighbours::list;
    }

    /// Stores a new object.
    ///
    /// @param namespace of the path; empty where the type has none
    /// @throws ApiError for whatever stands against it; nothing has changed then
    public KubeObject create(ResourceType type, String namespace, ObjectNode body, WriteOptions options) {
        ObjectNode named = Parts.fresh(type, identity.created(type, namespace, body));
        Admitted admitted = admit(
                new AdmissionRequest(
                        type, namespace, named, Optional.empty(), "", options.validation(), options.duplicates()),
                options);
        ObjectNode owned = Trees.withOwners(
                NewObjects.completed(type, admitted.tree()),
                managers.onCreate(act(type, "", options), Parts.fresh(type, admitted.written())));
        KubeObject created = store(type, Typing.created(type, owned), options);
        warn(Optional.empty(), owned, options);
        return created;
    }

    private KubeObject store(ResourceType type, KubeObject object, WriteOptions options) {
        return world.ask(() -> {
            namespaces.refuseNew(type, object.meta());
            if (store.get(object.key(), KubeObject.class).isPresent()) {
                throw Refusals.alreadyExists(type, object.meta().name());
            }
            if (options.dryRun()) {
                return object.with(object.meta());
            }
            return switch (store.create(object, object.meta().uid())) {
                case Outcome.Applied applied -> stored(object.key());
                case Outcome.Overtaken overtaken ->
                    throw Refusals.modified(type, object.meta().name());
                case Outcome.Refused refused ->
                    throw Refusals.conflict(type, object.meta().name(), refused.reason());
            };
        });
    }

    private KubeObject stored(ObjectKey key) {
        return store.get(key, KubeObject.class).orElseThrow();
    }

    /// Puts a whole object, or its status, in the place of what is there. A body without a `resourceVersion` overwrites
    /// whatever it finds.
    ///
    /// @param subresource `status`, or empty
    /// @throws ApiError 404, 409 where the object was changed since it was read, and others
    public KubeObject update(
            ResourceType type,
            String namespace,
            String name,
            ObjectNode body,
            String subresource,
            WriteOptions options) {
        return change(type, namespace, name, live -> body, subresource, options);
    }

    /// Changes an object by a function of what it is, tried again where another writer came first.
    ///
    /// @param patch       gives the object as it is to be; gets it in the type's version
    /// @param subresource `status`; `scale` for one whose ownership the patch has seen to; or empty
    public KubeObject change(
            ResourceType type,
            String namespace,
            String name,
            UnaryOperator<ObjectNode> patch,
            String subresource,
            WriteOptions options) {
        var key = new ObjectKey(type.storedKind(), namespace, name);
        for (int i = 0; i < MOST_TRIES; i++) {
            KubeObject before =
                    world.ask(() -> store.get(key, KubeObject.class)).orElseThrow(() -> Refusals.notFound(type, name));
            ObjectNode live = renderer.render(before, type);
            Optional<KubeObject> done =
                    write(type, before, live, prepared(type, live, patch.apply(live), subresource, options), options);
            if (done.isPresent()) {
                return done.get();
            }
        }
        throw Refusals.modified(type, name);
    }

    private ObjectNode prepared(
            ResourceType type, ObjectNode live, ObjectNode wanted, String subresource, WriteOptions options) {
        ObjectNode whole = Parts.merged(type, subresource, live, identity.updated(type, live, wanted));
        Admitted admitted = admit(
                new AdmissionRequest(
                        type,
                        Trees.meta(live, "namespace"),
                        whole,
                        Optional.of(live),
                        subresource,
                        options.validation(),
                        options.duplicates()),
                options);
        ObjectNode changed = Parts.merged(type, subresource, live, admitted.tree());
        if (subresource.equals("scale")) {
            return changed; // with its ownership
        }
        ObjectNode written = Parts.merged(type, subresource, live, admitted.written());
        return Trees.withOwners(changed, managers.onUpdate(act(type, subresource, options), live, written));
    }

    /// Server-side apply: merges what is applied into what is there, or creates it.
    ///
    /// @return the object, and whether it is new
    public Applied apply(
            ResourceType type,
            String namespace,
            String name,
            ObjectNode applied,
            String subresource,
            boolean force,
            WriteOptions options) {
        var key = new ObjectKey(type.storedKind(), namespace, name);
        Act act = act(type, subresource, options);
        for (int i = 0; i < MOST_TRIES; i++) {
            Optional<KubeObject> before = world.ask(() -> store.get(key, KubeObject.class));
            if (before.isEmpty()) {
                ObjectNode owned = managers.onApply(act, Optional.empty(), applied, force);
                return new Applied(createApplied(type, namespace, owned, options), true);
            }
            ObjectNode live = renderer.render(before.get(), type);
            ObjectNode merged = managers.onApply(act, Optional.of(live), applied, force);
            Optional<KubeObject> done =
                    write(type, before.get(), live, admittedApply(type, live, merged, subresource, options), options);
            if (done.isPresent()) {
                return new Applied(done.get(), false);
            }
        }
        throw Refusals.modified(type, name);
    }

    /// What an apply left.
    public record Applied(KubeObject object, boolean created) {}

    private KubeObject createApplied(ResourceType type, String namespace, ObjectNode owned, WriteOptions options) {
        ObjectNode named = Parts.fresh(type, identity.created(type, namespace, owned));
        ObjectNode admitted = admit(
                        new AdmissionRequest(
                                type,
                                namespace,
                                named,
                                Optional.empty(),
                                "",
                                options.validation(),
                                options.duplicates()),
                        options)
                .tree();
        KubeObject created = store(type, Typing.created(type, NewObjects.completed(type, admitted)), options);
        warn(Optional.empty(), admitted, options);
        return created;
    }

    private ObjectNode admittedApply(
            ResourceType type, ObjectNode live, ObjectNode merged, String subresource, WriteOptions options) {
        ObjectNode whole = Parts.merged(type, subresource, live, identity.updated(type, live, merged));
        ObjectNode admitted = admit(
                        new AdmissionRequest(
                                type,
                                Trees.meta(live, "namespace"),
                                whole,
                                Optional.of(live),
                                subresource,
                                options.validation(),
                                options.duplicates()),
                        options)
                .tree();
        return Parts.merged(type, subresource, live, admitted);
    }

    private Admitted admit(AdmissionRequest request, WriteOptions options) {
        Admitted admitted = admission.admit(request);
        admitted.warnings().forEach(options.warnings());
        return admitted;
    }

    private Act act(ResourceType type, String subresource, WriteOptions options) {
        return new Act(type, subresource, options.manager(), world.instant());
    }

    /// Empty where another writer came first.
    private Optional<KubeObject> write(
            ResourceType type, KubeObject before, ObjectNode live, ObjectNode changed, WriteOptions options) {
        if (Trees.isSame(live, changed)) {
            return Optional.of(before);
        }
        KubeObject next = Typing.changed(type, before, live, changed, world.clock());
        if (options.dryRun()) {
            return Optional.of(next);
        }
        String name = before.meta().name();
        Optional<KubeObject> written = world.ask(() -> switch (store.write(next)) {
            case Outcome.Applied applied ->
                Optional.of(store.get(next.key(), KubeObject.class).orElse(next));
            case Outcome.Overtaken overtaken -> Optional.empty();
            case Outcome.Refused refused -> throw Refusals.notFound(type, name);
        });
        written.ifPresent(object -> warn(Optional.of(live), changed, options));
        return written;
    }

    /// Says where the letter of a change does nothing, or harms.
    private void warn(Optional<ObjectNode> before, ObjectNode after, WriteOptions options) {
        Warnings.of(before, after, beside).forEach(options.warnings());
    }
}
