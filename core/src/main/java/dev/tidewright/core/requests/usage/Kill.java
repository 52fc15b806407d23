package dev.tidewright.core.requests.usage;

import dev.tidewright.core.units.Bytes;
import java.time.Instant;

/// A container that was killed for want of memory.
///
/// @param memory what it asked for, or used where the kubelet evicted its pod
public record Kill(String namespace, String pod, String container, Instant at, Bytes memory) {}
