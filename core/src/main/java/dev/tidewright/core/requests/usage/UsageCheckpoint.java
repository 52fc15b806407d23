package dev.tidewright.core.requests.usage;

import java.time.Instant;
import java.util.Optional;

/// [ContainerUsage] as it is stored (`status` of a VerticalPodAutoscalerCheckpoint).
///
/// @param version the form that it was written in; [#VERSION] is the one that can be read
/// @param samples CPU samples
public record UsageCheckpoint(
        String version,
        HistogramCheckpoint cpu,
        HistogramCheckpoint memory,
        Optional<Instant> first,
        Optional<Instant> last,
        long samples) {
    public static final String VERSION = "v3";
}
