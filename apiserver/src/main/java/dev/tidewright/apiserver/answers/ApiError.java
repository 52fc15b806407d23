package dev.tidewright.apiserver.answers;

import java.util.List;

/// A request that is turned down: rendered as a `v1` Status. Nothing has changed where it is thrown.
///
/// Source of reasons and codes: `k8s.io/apimachinery/pkg/api/errors`.
public final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;
    private final transient List<Cause> causes;

    /// One field's mistake.
    ///
    /// @param reason  e.g. `FieldValueInvalid`
    /// @param field   e.g. `spec.replicas`
    public record Cause(String reason, String message, String field) {}

    /// @param code    the HTTP status
    /// @param reason  e.g. `NotFound`, `Invalid`, `Conflict`, `AlreadyExists`
    public ApiError(int code, String reason, String message, List<Cause> causes) {
        super(message);
        this.code = code;
        this.reason = reason;
        this.causes = List.copyOf(causes);
    }

    public static ApiError badRequest(String message) {
        return new ApiError(400, "BadRequest", message, List.of());
    }

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }

    public List<Cause> causes() {
        return causes;
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
