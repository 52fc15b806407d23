package dev.tidewright.core.requests.peace;

import java.time.Instant;

/// A request that was changed before.
///
/// @param raised upwards
public record RequestChange(Instant at, boolean raised) {}
