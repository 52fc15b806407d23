package dev.tidewright.simulator.metrics;

import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.simulator.scenario.MetricsPipeline;
import dev.tidewright.simulator.service.ServiceModel;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Prometheus behind its adapter: scrapes every service once an interval and tells rates over the window of the
/// adapter's
/// queries (`rate(...[2m])`), so with the lag that such a query has.
final class Prometheus {
    private static final double NANOS = 1e9;

    private final Timeline timeline;
    private final Duration interval;
    private final Predicate<ObjectKey> frozen;
    private final Map<ObjectKey, Series> series = new LinkedHashMap<>();

    /// What a query about a service gives.
    ///
    /// @param at                the last scrape
    /// @param requestsPerSecond attempts, over the window
    /// @param latencySeconds    mean, with retries
    /// @param downstreamSeconds how much of it is waiting for others
    record Scraped(Instant at, double requestsPerSecond, double latencySeconds, double downstreamSeconds) {}

    /// @param frozen workloads of which nothing new is learnt
    Prometheus(Timeline timeline, MetricsPipeline pipeline, List<ServiceModel> services, Predicate<ObjectKey> frozen) {
        this.timeline = timeline;
        this.interval = pipeline.scrapeInterval();
        this.frozen = frozen;
        int kept = Math.max(2, (int) (pipeline.rateWindow().toNanos() / interval.toNanos()) + 1);
        for (ServiceModel service : services) {
            series.put(service.spec().workload(), new Series(service, kept));
        }
    }

    void begin() {
        if (!series.isEmpty()) {
            timeline.after(interval.dividedBy(2), this::scrape);
        }
    }

    private void scrape() {
        for (Map.Entry<ObjectKey, Series> each : series.entrySet()) {
            if (!frozen.test(each.getKey())) {
                each.getValue().take(timeline.nanos());
            }
        }
        timeline.after(interval, this::scrape);
    }

    /// Empty where no such service is scraped, or not often enough yet for a rate.
    Optional<Scraped> of(ObjectKey workload) {
        return Optional.ofNullable(series.get(workload))
                .filter(Series::hasRate)
                .map(found -> found.scraped(timeline.start()));
    }

    /// The last scrapes of one service, oldest overwritten first.
    private static final class Series {
        private final ServiceModel service;
        private final long[] requests;
        private final long[] nanos;
        private int taken;
        private double latency;
        private double downstream;

        Series(ServiceModel service, int kept) {
            this.service = service;
            this.requests = new long[kept];
            this.nanos = new long[kept];
        }

        void take(long now) {
            int place = taken % nanos.length;
            requests[place] = service.books().arrived() + service.books().retried();
            nanos[place] = now;
            latency = service.seconds();
            downstream = service.downstreamSeconds();
            taken++;
        }

        boolean hasRate() {
            return taken >= 2;
        }

        Scraped scraped(Instant start) {
            int last = (taken - 1) % nanos.length;
            int first = taken <= nanos.length ? 0 : taken % nanos.length;
            double seconds = (nanos[last] - nanos[first]) / NANOS;
            double rate = (requests[last] - requests[first]) / seconds;
            return new Scraped(start.plusNanos(nanos[last]), rate, latency, Math.min(downstream, latency));
        }
    }
}
