package dev.tidewright.apiserver.watch;

/// What is asked for is forgotten: list again (410 Gone).
public final class TooOld extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param version what was asked for
    /// @param oldest  what is still known
    TooOld(long version, long oldest) {
        super("too old resource version: " + version + " (" + oldest + ")");
    }
}
