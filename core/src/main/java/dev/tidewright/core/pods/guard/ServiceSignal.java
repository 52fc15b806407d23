package dev.tidewright.core.pods.guard;

/// How a service is doing, as the custom metrics API tells of its workload.
///
/// @param latencySeconds    what a request takes now (a mean or a percentile; it is only held against itself)
/// @param downstreamSeconds how much of that is spent waiting for others; 0 where nobody says
public record ServiceSignal(double latencySeconds, double downstreamSeconds) {
    /// The object metric of the workload that holds the latency, in seconds.
    public static final String LATENCY = "service_latency_seconds";

    /// The object metric of the workload that holds the waiting for others, in seconds.
    public static final String DOWNSTREAM = "service_downstream_seconds";

    /// Percent of the latency that is waiting for others.
    long downstreamPercent() {
        return latencySeconds > 0 ? Math.round(100 * downstreamSeconds / latencySeconds) : 0;
    }
}
