package dev.tidewright.apiserver.storage;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.answers.ApiError.Cause;
import dev.tidewright.apiserver.answers.Refusals;
import dev.tidewright.apiserver.resources.ResourceType;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Holds a body to its path, and metadata to what clients may not set.
///
/// Source: `k8s.io/apiserver/pkg/registry/rest/create.go`, `update.go`, `names/generate.go`.
final class Identity {
    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";
    private static final int SUFFIX = 5;
    private static final int MOST_OF_A_BASE = 63 - SUFFIX;
    /// What only the server writes.
    private static final List<String> SERVERS_OWN = List.of(
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "selfLink");

    private final RandomGenerator random; // guarded by this
    /// From a number on that the store's own counter does not reach, so that addresses made of them differ too.
    private final AtomicLong uids = new AtomicLong(1 << 20);

    Identity(RandomGenerator random) {
        this.random = random;
    }

    /// A new object with its namespace and its name, and nothing that is the server's to say.
    ObjectNode created(ResourceType type, String namespace, ObjectNode body) {
        ObjectNode tree = typed(type, body);
        ObjectNode meta = Trees.copy(tree.path("metadata"));
        if (!Trees.text(meta, "resourceVersion").isEmpty()) {
            throw new ApiError(
                    500, "InternalError", "resourceVersion should not be set on objects to be created", List.of());
        }
        meta.remove(SERVERS_OWN);
        place(type, namespace, meta);
        if (Trees.text(meta, "name").isEmpty()) {
            meta.put("name", generated(type, Trees.text(meta, "generateName")));
        }
        meta.put("uid", uid());
        return Trees.withMeta(tree, meta);
    }

    /// A counter in the shape of a version 4 UUID, apart from those that the store itself gives.
    private String uid() {
        return "00000000-0000-4000-9000-%012x".formatted(uids.incrementAndGet());
    }

    private synchronized String generated(ResourceType type, String base) {
        if (base.isEmpty()) {
            String message = "Required value: name or generateName is required";
            throw Refusals.invalid(type, "", List.of(new Cause("FieldValueRequired", message, "metadata.name")));
        }
        StringBuilder name = new StringBuilder(base.substring(0, Math.min(base.length(), MOST_OF_A_BASE)));
        for (int i = 0; i < SUFFIX; i++) {
            name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return name.toString();
    }

    private static void place(ResourceType type, String namespace, ObjectNode meta) {
        String written = Trees.text(meta, "namespace");
        if (!type.namespaced()) {
            meta.remove("namespace");
        } else if (written.isEmpty() || written.equals(namespace)) {
            meta.put("namespace", namespace);
        } else {
            throw ApiError.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
    }

    /// An object that takes the place of `live`, with that one's identity.
    ObjectNode updated(ResourceType type, ObjectNode live, ObjectNode body) {
        ObjectNode tree = typed(type, body);
        ObjectNode meta = Trees.copy(tree.path("metadata"));
        JsonNode old = live.path("metadata");
        String name = Trees.text(old, "name");
        if (!Trees.text(meta, "name").isEmpty() && !Trees.text(meta, "name").equals(name)) {
            throw ApiError.badRequest("the name of the object (" + Trees.text(meta, "name")
                    + ") does not match the name on the URL (" + name + ")");
        }
        place(type, Trees.text(old, "namespace"), meta);
        refuseOthers(type, name, meta, old);
        meta.put("name", name);
        for (String field : SERVERS_OWN) {
            if (old.has(field)) {
                meta.set(field, old.get(field));
            } else {
                meta.remove(field);
            }
        }
        return Trees.withMeta(tree, meta);
    }

    private static void refuseOthers(ResourceType type, String name, ObjectNode meta, JsonNode old) {
        String uid = Trees.text(meta, "uid");
        if (!uid.isEmpty() && !uid.equals(Trees.text(old, "uid"))) {
            throw Refusals.conflict(
                    type,
                    name,
                    "Precondition failed: UID in precondition: " + uid + ", UID in object meta: "
                            + Trees.text(old, "uid"));
        }
        String version = Trees.text(meta, "resourceVersion");
        if (!version.isEmpty() && !version.equals("0") && !version.equals(Trees.text(old, "resourceVersion"))) {
            throw Refusals.modified(type, name);
        }
    }

    private static ObjectNode typed(ResourceType type, ObjectNode body) {
        String version = Trees.text(body, "apiVersion");
        String kind = Trees.text(body, "kind");
        if (!version.isEmpty() && !version.equals(type.apiVersion())) {
            throw ApiError.badRequest("the API version in the data (" + version
                    + ") does not match the expected API version (" + type.apiVersion() + ")");
        }
        if (!kind.isEmpty() && !kind.equals(type.kind())) {
            throw ApiError.badRequest(type.kind() + " in version \"" + type.version() + "\" cannot be handled as a "
                    + type.kind() + ": converting (" + kind + ") to (" + type.kind() + "): unknown conversion");
        }
        ObjectNode tree = Trees.copy(body);
        tree.put("apiVersion", type.apiVersion());
        tree.put("kind", type.kind());
        return tree;
    }
}
