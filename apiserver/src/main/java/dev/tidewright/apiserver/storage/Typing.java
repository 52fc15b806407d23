package dev.tidewright.apiserver.storage;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.answers.ApiError.Cause;
import dev.tidewright.apiserver.answers.Refusals;
import dev.tidewright.apiserver.conversion.Conversions;
import dev.tidewright.apiserver.rendering.Times;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.world.WallClock;
import dev.tidewright.cluster.documents.BadInput;
import dev.tidewright.cluster.documents.JsonOrigin;
import dev.tidewright.cluster.documents.ObjectDocuments;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectMeta;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// From documents to objects of the store.
final class Typing {
    private Typing() {}

    /// A new object.
    ///
    /// @param tree in the type's version
    static KubeObject created(ResourceType type, ObjectNode tree) {
        return read(type, Conversions.toStored(type, tree));
    }

    /// The object after a write to itself or to its status, with the version that it was read at.
    ///
    /// @param live    as rendered from `before`
    /// @param changed the same with the change, in the type's version as `live` is
    /// @param clock   by which the documents tell times
    static KubeObject changed(
            ResourceType type, KubeObject before, ObjectNode live, ObjectNode changed, WallClock clock) {
        boolean sameSpec = Trees.hasSameSpec(live, changed);
        ObjectNode stored = Conversions.toStored(type, changed);
        boolean sameStatus = live.path("status").equals(changed.path("status"));
        boolean typed = ObjectDocuments.isTyped(type.storedKind());
        ObjectNode origin = typed && sameStatus ? Trees.without(stored, "status") : stored;
        ObjectMeta meta = meta(before.meta(), stored, origin, sameSpec);
        if (typed && sameSpec && sameStatus) {
            return before.with(meta); // metadata alone: pods go on sharing their spec
        }
        KubeObject read = read(type, typed && !sameStatus ? inVirtualTime(origin, clock) : origin)
                .with(meta);
        if (typed && sameSpec) {
            return before.withStatusOf(read).with(meta);
        }
        return sameStatus ? read.withStatusOf(before) : read;
    }

    private static ObjectNode inVirtualTime(ObjectNode tree, WallClock clock) {
        ObjectNode copy = tree.deepCopy();
        Times.rewriteStatus(copy, clock::virtual);
        return copy;
    }

    private static ObjectMeta meta(ObjectMeta before, ObjectNode stored, ObjectNode origin, boolean sameSpec) {
        ObjectMeta written = ObjectDocuments.meta(stored);
        return new ObjectMeta(
                before.namespace(),
                before.name(),
                before.uid(),
                written.labels(),
                written.annotations(),
                written.owners(),
                before.created(),
                before.deleted(),
                before.version(),
                before.generation() + (sameSpec ? 0 : 1),
                JsonOrigin.of(origin));
    }

    private static KubeObject read(ResourceType type, ObjectNode stored) {
        try {
            return ObjectDocuments.read(stored, type.storedKind());
        } catch (BadInput e) {
            throw Refusals.invalid(type, Trees.meta(stored, "name"), causes(e));
        }
    }

    /// Complaints read `place: field: what was expected`.
    private static List<Cause> causes(BadInput complaint) {
        List<Cause> causes = new ArrayList<>();
        for (String line : complaint.lines()) {
            String text = line.startsWith("body: ") ? line.substring(6) : line;
            int colon = text.indexOf(": ");
            String field = colon > 0 ? text.substring(0, colon) : "";
            String message = "Invalid value: " + (colon > 0 ? text.substring(colon + 2) : text);
            causes.add(new Cause("FieldValueInvalid", message, field));
        }
        return causes;
    }

    static boolean hasStatus(ResourceType type) {
        return type.subresource("status").isPresent();
    }

    /// @throws ApiError where a body is no object
    static ObjectNode object(tools.jackson.databind.JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw ApiError.badRequest("couldn't get version/kind; json parse error: expected an object");
    }
}
