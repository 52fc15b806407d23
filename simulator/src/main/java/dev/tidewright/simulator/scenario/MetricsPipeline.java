package dev.tidewright.simulator.scenario;

import java.time.Duration;
import java.util.List;

/// The lags between what is and what an autoscaler sees.
///
/// @param resolution     metrics-server's scrape interval and window (`--metric-resolution`, 15 s)
/// @param scrapeInterval Prometheus' (30 s)
/// @param rateWindow     of `rate(...[2m])` in the adapter's queries
/// @param external       what the external metrics API knows
public record MetricsPipeline(
        Duration resolution, Duration scrapeInterval, Duration rateWindow, List<ExternalMetric> external) {
    public static final MetricsPipeline DEFAULT =
            new MetricsPipeline(Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofMinutes(2), List.of());

    public MetricsPipeline {
        external = List.copyOf(external);
    }
}
