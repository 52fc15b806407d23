package dev.tidewright.apiserver.answers;

import java.util.List;
import java.util.OptionalInt;

/// A request that is turned down: rendered as a `v1` Status. Nothing has changed where it is thrown.
///
/// Source of reasons and codes: `k8s.io/apimachinery/pkg/api/errors`.
public final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;
    private final transient List<Cause> causes;
    private final transient Subject subject;

    /// What `details` name.
    ///
    /// @param kind the resource's plural, or its kind where it is invalid; empty where nothing is named
    public record Subject(String group, String kind, String name) {
        static final Subject NONE = new Subject("", "", "");
    }

    /// One field's mistake.
    ///
    /// @param reason  e.g. `FieldValueInvalid`
    /// @param field   e.g. `spec.replicas`
    public record Cause(String reason, String message, String field) {}

    /// @param code    the HTTP status
    /// @param reason  e.g. `NotFound`, `Invalid`, `Conflict`, `AlreadyExists`
    public ApiError(int code, String reason, String message, List<Cause> causes) {
        this(code, reason, message, causes, Subject.NONE);
    }

    private ApiError(int code, String reason, String message, List<Cause> causes, Subject subject) {
        super(message, null, false, false); // an answer, not a fault: nobody reads its stack
        this.code = code;
        this.reason = reason;
        this.causes = List.copyOf(causes);
        this.subject = subject;
    }

    /// The same, naming what it is about.
    public ApiError about(String group, String kind, String name) {
        return new ApiError(code, reason, message(), causes, new Subject(group, kind, name));
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

    /// After how long a client may try again; 10 s where a disruption budget is in the way, 1 s where it was too much.
    public OptionalInt retryAfterSeconds() {
        return code == 429 ? OptionalInt.of(reason.equals("TooManyRequests") ? 10 : 1) : OptionalInt.empty();
    }

    public Subject subject() {
        return subject;
    }

    public List<Cause> causes() {
        return causes;
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
