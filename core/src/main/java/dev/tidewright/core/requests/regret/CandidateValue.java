package dev.tidewright.core.requests.regret;

import dev.tidewright.core.units.Bytes;
import dev.tidewright.core.units.MilliCpu;
import java.util.Optional;

/// Amounts to be tried on the past.
///
/// @param cpu    above which a container is throttled: its limit, or its request on a node that is full
/// @param memory above which it is killed: its limit
public record CandidateValue(Optional<MilliCpu> cpu, Optional<Bytes> memory) {}
