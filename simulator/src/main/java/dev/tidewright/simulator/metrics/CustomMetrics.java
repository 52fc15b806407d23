package dev.tidewright.simulator.metrics;

import dev.tidewright.cluster.Metrics.Answer;
import dev.tidewright.cluster.Metrics.Sample;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.units.Quantity;
import dev.tidewright.simulator.metrics.Prometheus.Scraped;
import dev.tidewright.simulator.scenario.Fault.MetricOutage;
import dev.tidewright.simulator.scenario.MetricsPipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/// `custom.metrics.k8s.io` over Prometheus: requests a second of pods and workloads, and how long their requests take.
final class CustomMetrics {
    /// What a request takes, in seconds; by it scale-ins may be vetoed.
    static final String LATENCY = "service_latency_seconds";

    /// How much of that is waiting for others.
    static final String DOWNSTREAM = "service_downstream_seconds";

    private static final double MILLI = 1_000;
    private static final double ABSURD_FACTOR = 100;

    private final Prometheus prometheus;
    private final Outages outages;
    private final Function<Pod, Optional<ObjectKey>> workloadOf;
    private final Duration window;

    CustomMetrics(
            Prometheus prometheus,
            Outages outages,
            Function<Pod, Optional<ObjectKey>> workloadOf,
            MetricsPipeline pipeline) {
        this.prometheus = prometheus;
        this.outages = outages;
        this.workloadOf = workloadOf;
        this.window = pipeline.rateWindow();
    }

    /// A metric whose name says that it counts requests: each ready pod has an equal share of its service's.
    Answer<Sample> ofPods(String metric, List<Pod> pods) {
        Optional<ObjectKey> workload =
                pods.stream().map(workloadOf).flatMap(Optional::stream).findFirst();
        Optional<Scraped> scraped = workload.flatMap(prometheus::of).filter(any -> countsRequests(metric));
        Optional<MetricOutage.Kind> outage = outages.of(workload);
        if (scraped.isEmpty() || isLost(outage)) {
            return new Answer.Failure<>("the server could not find the metric " + metric + " for pods");
        }
        List<Pod> ready = pods.stream().filter(pod -> pod.status().isReady()).toList();
        double each = scraped.get().requestsPerSecond() / Math.max(1, ready.size());
        List<Sample> samples = new ArrayList<>(ready.size());
        for (Pod pod : ready) {
            double value = broken(each, outage, samples.isEmpty());
            samples.add(sample(pod.meta().name(), scraped.get(), value));
        }
        boolean missing = outage.isPresent() && outage.get() == MetricOutage.Kind.MISSING;
        return new Answer.Samples<>(missing ? List.of() : samples);
    }

    private static boolean isLost(Optional<MetricOutage.Kind> outage) {
        return outage.isPresent() && outage.get() == MetricOutage.Kind.NOT_FOUND;
    }

    private static double broken(double value, Optional<MetricOutage.Kind> outage, boolean first) {
        if (outage.isEmpty()) {
            return value;
        }
        return switch (outage.get()) {
            case ZERO -> 0;
            case ONE_POD -> first ? value * ABSURD_FACTOR : value;
            case MISSING, NOT_FOUND, FROZEN -> value;
        };
    }

    private Sample sample(String object, Scraped scraped, double value) {
        return new Sample(object, scraped.at(), Optional.of(window), Quantity.ofMilli((long) Math.ceil(value * MILLI)));
    }

    /// A metric of a workload.
    Answer<Sample> ofObject(String metric, ObjectKey workload) {
        Optional<MetricOutage.Kind> outage = outages.of(Optional.of(workload));
        Optional<Scraped> scraped = prometheus.of(workload).filter(any -> !isLost(outage));
        OptionalDouble value = scraped.isPresent() ? value(metric, scraped.get()) : OptionalDouble.empty();
        if (value.isEmpty()) {
            return new Answer.Failure<>("the server could not find the metric " + metric + " for "
                    + workload.kind().toLowerCase(Locale.ROOT) + "s " + workload.name());
        }
        double told = broken(value.getAsDouble(), outage, true);
        return new Answer.Samples<>(List.of(sample(workload.name(), scraped.get(), told)));
    }

    private static OptionalDouble value(String metric, Scraped scraped) {
        return switch (metric) {
            case LATENCY -> OptionalDouble.of(scraped.latencySeconds());
            case DOWNSTREAM -> OptionalDouble.of(scraped.downstreamSeconds());
            default -> countsRequests(metric) ? OptionalDouble.of(scraped.requestsPerSecond()) : OptionalDouble.empty();
        };
    }

    private static boolean countsRequests(String metric) {
        String name = metric.toLowerCase(Locale.ROOT);
        return name.contains("request") || name.contains("rps") || name.contains("qps");
    }
}
