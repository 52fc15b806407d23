package dev.tidewright.apiserver.wire;

/// A value that is not of its field's type, in the words of Go's decoder.
public final class WireError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WireError(String message) {
        super(message);
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
