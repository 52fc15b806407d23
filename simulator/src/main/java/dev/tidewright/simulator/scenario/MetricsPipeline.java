package dev.tidewright.simulator.scenario;

import java.time.Duration;

/// The lags between what is and what an autoscaler sees.
///
/// @param resolution     metrics-server's scrape interval and window (`--metric-resolution`, 15 s)
/// @param scrapeInterval Prometheus' (30 s)
/// @param rateWindow     of `rate(...[2m])` in the adapter's queries
public record MetricsPipeline(Duration resolution, Duration scrapeInterval, Duration rateWindow) {
    public static final MetricsPipeline DEFAULT =
            new MetricsPipeline(Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofMinutes(2));
}
