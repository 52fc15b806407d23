package dev.tidewright.simulator.scenario;

import java.time.Duration;
import java.util.SortedMap;

/// A metric of `external.metrics.k8s.io`: a figure of one service, kept outside the cluster (a queue's length, a load
/// balancer's request count), and told with the lags of whoever keeps it.
///
/// @param service whose figure it is
/// @param labels  of its one series, by which autoscalers may select it
/// @param every   how often it is measured (Prometheus' scrape interval; CloudWatch: 60 s)
/// @param window  over which requests are counted; at least `every`
/// @param lag     from a measurement until the API tells it
public record ExternalMetric(
        String name,
        Figure figure,
        String service,
        SortedMap<String, String> labels,
        Duration every,
        Duration window,
        Duration lag) {
    /// What is measured.
    public enum Figure {
        /// Attempts a second, over the window.
        REQUESTS,
        /// Requests that wait or are worked on.
        IN_FLIGHT,
        /// Seconds that a request takes, on average, with retries.
        LATENCY
    }
}
