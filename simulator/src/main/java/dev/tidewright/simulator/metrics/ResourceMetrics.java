package dev.tidewright.simulator.metrics;

import dev.tidewright.cluster.Metrics.Answer;
import dev.tidewright.cluster.Metrics.ContainerUsage;
import dev.tidewright.cluster.Metrics.PodUsage;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.simulator.scenario.Fault.MetricOutage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `metrics.k8s.io`: metrics-server's readings, or what an outage makes of them.
final class ResourceMetrics {
    /// In the words of client-go for a 404 of the whole API.
    static final String NOT_FOUND = "the server could not find the requested resource (get pods.metrics.k8s.io)";

    private static final long ABSURD_FACTOR = 100;

    private final MetricsServer server;
    private final Outages outages;

    ResourceMetrics(MetricsServer server, Outages outages) {
        this.server = server;
        this.outages = outages;
    }

    MetricsServer server() {
        return server;
    }

    /// Grows whenever answers may change.
    long version() {
        return server.scrapes() + outages.changes();
    }

    Answer<PodUsage> usage(List<Pod> pods) {
        List<PodUsage> usages = new ArrayList<>(pods.size());
        boolean spoilt = false;
        for (Pod pod : pods) {
            Optional<MetricOutage.Kind> outage = outages.of(pod);
            if (outage.isPresent() && outage.get() == MetricOutage.Kind.NOT_FOUND) {
                return new Answer.Failure<>(NOT_FOUND);
            }
            Optional<PodUsage> usage = server.usage(pod);
            if (usage.isPresent()) {
                boolean first = !spoilt && outage.isPresent();
                spoilt |= first;
                outage.map(kind -> broken(kind, usage.get(), first))
                        .orElse(usage)
                        .ifPresent(usages::add);
            }
        }
        return new Answer.Samples<>(usages);
    }

    /// What the API tells of a pod while its metrics fail.
    ///
    /// @param first whether this is the first pod hit, the one that goes mad with [MetricOutage.Kind#ONE_POD]
    private static Optional<PodUsage> broken(MetricOutage.Kind kind, PodUsage usage, boolean first) {
        return switch (kind) {
            case MISSING, NOT_FOUND -> Optional.empty();
            case ZERO -> Optional.of(times(usage, 0));
            case FROZEN -> Optional.of(usage);
            case ONE_POD -> Optional.of(first ? times(usage, ABSURD_FACTOR) : usage);
        };
    }

    private static PodUsage times(PodUsage usage, long factor) {
        List<ContainerUsage> containers = new ArrayList<>();
        for (ContainerUsage each : usage.containers()) {
            containers.add(new ContainerUsage(each.container(), each.cpuMilli() * factor, each.memoryBytes() * factor));
        }
        return new PodUsage(usage.pod(), usage.time(), usage.window(), containers);
    }
}
