package dev.tidewright.apiserver.storage;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.answers.ApiError.Cause;
import dev.tidewright.apiserver.answers.Refusals;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.simulator.store.Store;
import java.util.List;
import java.util.Optional;

/// Nothing is created in a namespace that is not there or that is going. For the world's thread.
///
/// Source: the NamespaceLifecycle plugin, `k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle`.
final class Namespaces {
    static final String KIND = "Namespace";
    private static final ResourceType TYPE = new ResourceType(
            "", "v1", KIND, "namespaces", "namespace", false, List.of(), List.of(), List.of(), List.of(), "", false);

    private final Store store;

    Namespaces(Store store) {
        this.store = store;
    }

    /// @throws ApiError 404 or 403
    void refuseNew(ResourceType type, ObjectMeta meta) {
        if (!type.namespaced()) {
            return;
        }
        Optional<KubeObject> namespace = store.get(new ObjectKey(KIND, "", meta.namespace()), KubeObject.class);
        if (namespace.isEmpty()) {
            throw Refusals.notFound(TYPE, meta.namespace());
        }
        if (namespace.get().meta().deleted().isPresent()) {
            String why =
                    "unable to create new content in namespace " + meta.namespace() + " because it is being terminated";
            ApiError refusal = Refusals.forbidden(type, meta.name(), why);
            Cause cause = new Cause(
                    "NamespaceTerminating",
                    "namespace " + meta.namespace() + " is being terminated",
                    "metadata.namespace");
            throw new ApiError(403, "Forbidden", refusal.message(), List.of(cause))
                    .about(type.group(), type.plural(), meta.name());
        }
    }
}
