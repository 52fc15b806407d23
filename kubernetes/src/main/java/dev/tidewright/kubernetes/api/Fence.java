package dev.tidewright.kubernetes.api;

import java.time.Duration;

/// Says for how long this process may still write. Asked before each write, so that none leaves after the right to
/// write is lost.
@FunctionalInterface
public interface Fence {
    /// For a process that is alone.
    Fence OPEN = () -> Duration.ofDays(1);

    /// How long a write that begins now may take; zero or less: it must not begin.
    Duration left();
}
