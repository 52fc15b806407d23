package dev.tidewright.apiserver.answers;

import dev.tidewright.apiserver.answers.ApiError.Cause;
import dev.tidewright.apiserver.resources.ResourceType;
import java.util.List;

/// The errors that every resource knows, in upstream's words. Source: `k8s.io/apimachinery/pkg/api/errors`.
public final class Refusals {
    private Refusals() {}

    public static ApiError notFound(ResourceType type, String name) {
        return about(type, name, 404, "NotFound", type.qualifiedPlural() + " \"" + name + "\" not found");
    }

    /// A path that nobody serves.
    public static ApiError noSuchPath() {
        return new ApiError(404, "NotFound", "the server could not find the requested resource", List.of());
    }

    public static ApiError alreadyExists(ResourceType type, String name) {
        return about(type, name, 409, "AlreadyExists", type.qualifiedPlural() + " \"" + name + "\" already exists");
    }

    public static ApiError modified(ResourceType type, String name) {
        return conflict(
                type,
                name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    public static ApiError conflict(ResourceType type, String name, String why) {
        String message = "Operation cannot be fulfilled on " + type.qualifiedPlural() + " \"" + name + "\": " + why;
        return about(type, name, 409, "Conflict", message);
    }

    public static ApiError forbidden(ResourceType type, String name, String why) {
        String message = type.qualifiedPlural() + " \"" + name + "\" is forbidden: " + why;
        return about(type, name, 403, "Forbidden", message);
    }

    public static ApiError invalid(ResourceType type, String name, List<Cause> causes) {
        StringBuilder text = new StringBuilder();
        for (Cause cause : causes) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(cause.field())
                    .append(": ")
                    .append(cause.message());
        }
        String all = causes.size() == 1 ? text.toString() : "[" + text + "]";
        String message = type.qualifiedKind() + " \"" + name + "\" is invalid: " + all;
        return new ApiError(422, "Invalid", message, causes).about(type.group(), type.kind(), name);
    }

    public static ApiError gone(String message) {
        return new ApiError(410, "Expired", message, List.of());
    }

    public static ApiError verbNotAllowed() {
        return new ApiError(
                405, "MethodNotAllowed", "the server does not allow this method on the requested resource", List.of());
    }

    private static ApiError about(ResourceType type, String name, int code, String reason, String message) {
        return new ApiError(code, reason, message, List.of()).about(type.group(), type.plural(), name);
    }
}
