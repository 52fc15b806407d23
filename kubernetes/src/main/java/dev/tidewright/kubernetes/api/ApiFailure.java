package dev.tidewright.kubernetes.api;

/// The API server could not be asked, or would not answer. The message is for operators.
public final class ApiFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    /// @param status of HTTP; 0 where there was no answer at all
    public ApiFailure(int status, String message) {
        super(message);
        this.status = status;
    }

    /// No answer at all.
    public ApiFailure(String message, Throwable cause) {
        super(message, cause);
        this.status = 0;
    }

    /// What `server` answered to a request that did not succeed.
    static ApiFailure of(String server, Reply reply) {
        String words = reply.status() == 401
                ? server + " does not accept these credentials (" + reply.words()
                        + "): has the token or certificate expired?"
                : reply.words();
        return new ApiFailure(Math.max(reply.status(), 0), words);
    }

    public int status() {
        return status;
    }

    /// The place in the history that was asked for is compacted away.
    public boolean isExpired() {
        return status == 410;
    }

    /// Who asks may not, or is not known.
    public boolean isDenied() {
        return status == 401 || status == 403;
    }
}
