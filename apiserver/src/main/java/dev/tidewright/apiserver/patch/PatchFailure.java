package dev.tidewright.apiserver.patch;

/// A patch that does not fit the document it is for.
final class PatchFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PatchFailure(String message) {
        super(message);
    }
}
