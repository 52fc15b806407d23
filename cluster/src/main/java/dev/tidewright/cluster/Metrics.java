package dev.tidewright.cluster;

import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.units.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the metrics APIs answer now: `metrics.k8s.io`, `custom.metrics.k8s.io`, `external.metrics.k8s.io`.
public interface Metrics {
    /// Usage of each pod under the selector, sorted by name; a pod not yet scraped is absent.
    Answer<PodUsage> podUsage(String namespace, LabelSelector selector);

    /// A custom metric of each pod under the selector.
    Answer<Sample> podMetric(String namespace, String metric, LabelSelector pods, Optional<LabelSelector> series);

    /// A custom metric of one object. Of a workload, worlds tell `service_latency_seconds` (what a request takes,
    /// by which scale-ins may be vetoed) and `service_downstream_seconds` (how much of it is waiting for others).
    Answer<Sample> objectMetric(ObjectKey object, String metric, Optional<LabelSelector> series);

    /// A metric that belongs to no object of the cluster; one sample a series.
    Answer<Sample> externalMetric(String namespace, String metric, Optional<LabelSelector> series);

    /// Samples, or the API client's words for why there are none.
    sealed interface Answer<T> {
        record Samples<T>(List<T> items) implements Answer<T> {
            public Samples {
                items = List.copyOf(items);
            }
        }

        record Failure<T>(String error) implements Answer<T> {}
    }

    /// One pod's usage, by container.
    ///
    /// @param time   the end of the window
    /// @param window over which CPU was averaged
    record PodUsage(String pod, Instant time, Duration window, List<ContainerUsage> containers) {
        public PodUsage {
            containers = List.copyOf(containers);
        }
    }

    /// One container's usage.
    ///
    /// @param cpuMilli    thousandths of a core, averaged over the window
    /// @param memoryBytes working set at the window's end
    record ContainerUsage(String container, long cpuMilli, long memoryBytes) {}

    /// One value of one series.
    ///
    /// @param object the pod or object described; empty for external metrics
    record Sample(String object, Instant time, Optional<Duration> window, Quantity value) {}
}
