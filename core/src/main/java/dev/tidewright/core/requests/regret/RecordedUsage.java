package dev.tidewright.core.requests.regret;

import dev.tidewright.core.units.Bytes;
import dev.tidewright.core.units.MilliCpu;
import java.time.Instant;

/// What one container used from one moment on.
public record RecordedUsage(Instant at, MilliCpu cpu, Bytes memory) {}
