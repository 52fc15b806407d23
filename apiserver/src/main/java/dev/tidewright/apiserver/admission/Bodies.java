package dev.tidewright.apiserver.admission;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.wire.WireTypes;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What is wrong with a body before it is an object of its kind.
final class Bodies {
    private Bodies() {}

    static ApiError unreadable(ResourceType type, String detail) {
        return unreadable(type.kind(), type.version(), type.kind(), detail);
    }

    private static ApiError unreadable(String kind, String version, String expected, String detail) {
        return ApiError.badRequest(
                kind + " in version \"" + version + "\" cannot be handled as a " + expected + ": " + detail);
    }

    static void refuseForeignNamespace(AdmissionRequest request) {
        String own = request.tree().path("metadata").path("namespace").asString("");
        if (request.type().namespaced() && !own.isEmpty() && !own.equals(request.namespace())) {
            throw ApiError.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
    }

    /// A body may leave out its kind and version, but not name others.
    static void refuseForeignKind(AdmissionRequest request, WireTypes types) {
        ResourceType type = request.type();
        String kind = textOr(request.tree(), "kind", type.kind());
        String version = textOr(request.tree(), "apiVersion", type.apiVersion());
        if (kind.equals(type.kind()) && version.equals(type.apiVersion())) {
            return;
        }
        String shortVersion = version.substring(version.indexOf('/') + 1);
        boolean known = types.kind(version, kind).isPresent();
        String group = version.contains("/") ? version.substring(0, version.indexOf('/')) : "";
        if (!known && group.equals(type.group())) {
            throw unreadable(
                    kind,
                    shortVersion,
                    type.kind(),
                    "no kind \"" + kind + "\" is registered for version \"" + version
                            + "\" in scheme \"pkg/runtime/scheme.go:110\"");
        }
        if (!known || kind.equals(type.kind())) {
            throw wrongVersion(version, type);
        }
        String home = type.group().isEmpty() ? "core" : type.group().replaceAll("\\..*", "");
        throw unreadable(
                kind,
                shortVersion,
                type.kind(),
                "converting (" + shortVersion + "." + kind + ") to (" + home + "." + type.kind()
                        + "): unknown conversion");
    }

    static ApiError wrongVersion(String version, ResourceType type) {
        return ApiError.badRequest("the API version in the data (" + version
                + ") does not match the expected API version (" + type.apiVersion() + ")");
    }

    private static String textOr(ObjectNode tree, String field, String otherwise) {
        String text = tree.path(field).asString("");
        return text.isEmpty() ? otherwise : text;
    }

    /// Unknown fields and fields given twice: refused, warned of, or let be, as the client wishes.
    static void complain(AdmissionRequest request, List<String> unknown, List<String> warnings) {
        List<String> complaints = new ArrayList<>();
        request.duplicates().forEach(path -> complaints.add("duplicate field \"" + path + "\""));
        unknown.forEach(path -> complaints.add("unknown field \"" + path + "\""));
        if (complaints.isEmpty()) {
            return;
        }
        switch (request.validation()) {
            case STRICT -> throw unreadable(request.type(), "strict decoding error: " + String.join(", ", complaints));
            case WARN -> warnings.addAll(complaints);
            case IGNORE -> {}
        }
    }
}
