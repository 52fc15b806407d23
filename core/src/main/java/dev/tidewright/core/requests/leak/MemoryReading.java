package dev.tidewright.core.requests.leak;

import dev.tidewright.core.units.Bytes;
import java.time.Instant;

/// Memory of one container at one moment, and the work it did.
///
/// @param load any measure of work that goes with what is asked of the container: cores used, requests a second
public record MemoryReading(Instant at, Bytes used, double load) {}
