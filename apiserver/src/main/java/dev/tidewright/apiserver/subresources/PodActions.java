package dev.tidewright.apiserver.subresources;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.answers.ApiError.Cause;
import dev.tidewright.apiserver.answers.Refusals;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.storage.DeleteOptions;
import dev.tidewright.apiserver.world.WorldThread;
import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster.Outcome;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.simulator.store.Store;
import java.util.List;

/// Evicts pods within their disruption budgets, and binds them to nodes. Safe for many threads.
public final class PodActions {
    private static final String BUDGET = "Cannot evict pod as it would violate the pod's disruption budget.";

    private final WorldThread world;
    private final Store store;

    public PodActions(WorldThread world, Store store) {
        this.world = world;
        this.store = store;
    }

    /// @throws ApiError 404; 429 where a budget does not allow it; 500 where several budgets claim the pod
    public void evict(ResourceType type, String namespace, String name, DeleteOptions options) {
        var key = new ObjectKey("Pod", namespace, name);
        world.ask(() -> {
            require(type, key, options.uid());
            if (!options.dryRun()) {
                refuse(type, name, store.apply(new Change.Evict(key, options.grace())));
            }
            return key;
        });
    }

    private void require(ResourceType type, ObjectKey key, String uid) {
        Pod pod = store.get(key, Pod.class).orElseThrow(() -> Refusals.notFound(type, key.name()));
        if (!uid.isEmpty() && !uid.equals(pod.meta().uid())) {
            throw Refusals.conflict(
                    type, key.name(), "the pod has another UID: " + pod.meta().uid());
        }
    }

    private static void refuse(ResourceType type, String name, Outcome outcome) {
        switch (outcome) {
            case Outcome.Applied applied -> {}
            case Outcome.Overtaken overtaken -> throw Refusals.modified(type, name);
            case Outcome.Refused refused -> throw refusal(type, name, refused.reason());
        }
    }

    /// Source: `pkg/registry/core/pod/storage/eviction.go`.
    private static ApiError refusal(ResourceType type, String name, String reason) {
        if (!reason.startsWith(BUDGET)) {
            return new ApiError(500, "InternalError", reason, List.of());
        }
        Cause cause =
                new Cause("DisruptionBudget", reason.substring(BUDGET.length()).strip(), "");
        return new ApiError(429, "TooManyRequests", BUDGET, List.of(cause)).about(type.group(), type.plural(), name);
    }

    /// @throws ApiError 404; 409 where the pod has a node already or is going
    public void bind(ResourceType type, String namespace, String name, String node, boolean dryRun) {
        if (node.isEmpty()) {
            String message = "Required value";
            throw Refusals.invalid(type, name, List.of(new Cause("FieldValueRequired", message, "target.name")));
        }
        var key = new ObjectKey("Pod", namespace, name);
        world.ask(() -> {
            require(type, key, "");
            if (!dryRun) {
                switch (store.bind(key, node)) {
                    case Outcome.Applied applied -> {}
                    case Outcome.Overtaken overtaken -> throw Refusals.modified(type, name);
                    case Outcome.Refused refused ->
                        throw new ApiError(409, "Conflict", refused.reason(), List.of())
                                .about(type.group(), "pods/binding", name);
                }
            }
            return key;
        });
    }
}
