package dev.tidewright.apiserver.storage;

import java.time.Duration;
import java.util.Optional;

/// How a client wants an object to go.
///
/// @param grace   how long a pod may take to end; empty: what its spec says
/// @param uid     only the object of this uid; empty for any
/// @param version only at this resource version; empty for any
public record DeleteOptions(
        boolean dryRun, Optional<Duration> grace, Propagation propagation, String uid, String version) {
    /// What becomes of what the object owns.
    public enum Propagation {
        /// It is deleted after its owner.
        BACKGROUND,
        /// It is deleted before its owner.
        FOREGROUND,
        /// It stays, and loses its owner.
        ORPHAN
    }
}
