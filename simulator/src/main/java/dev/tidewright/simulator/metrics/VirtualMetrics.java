package dev.tidewright.simulator.metrics;

import dev.tidewright.cluster.Metrics;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.simulator.faults.MetricFaults;
import dev.tidewright.simulator.process.RunningPods;
import dev.tidewright.simulator.scenario.MetricsPipeline;
import dev.tidewright.simulator.service.Owners;
import dev.tidewright.simulator.service.ServiceModel;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the metrics APIs of the virtual world answer. An answer is kept until the next scrape, so that many autoscalers
/// may ask as often as they like.
public final class VirtualMetrics implements Metrics {
    private static final int ANSWERS_MAX = 4_096;
    private final Store store;
    private final Outages outages;
    private final ResourceMetrics resources;
    private final Prometheus prometheus;
    private final CustomMetrics custom;
    private final ExternalMetrics external;
    private final Map<Query, Kept> kept = new LinkedHashMap<>();

    private record Query(String namespace, LabelSelector selector) {}

    /// @param pods the very list the answer was made for
    private record Kept(List<Pod> pods, long version, Answer<PodUsage> answer) {
        /// The store hands out the same list until a pod of it changes.
        @SuppressWarnings("ReferenceEquality")
        boolean holds(List<Pod> now, long version) {
            return pods == now && this.version == version;
        }
    }

    /// Without any services: resource metrics only.
    public VirtualMetrics(Timeline timeline, Store store, RunningPods running, MetricsPipeline pipeline) {
        this(timeline, store, running, pipeline, List.of());
    }

    /// @param services whose requests Prometheus counts
    public VirtualMetrics(
            Timeline timeline,
            Store store,
            RunningPods running,
            MetricsPipeline pipeline,
            List<ServiceModel> services) {
        this.store = store;
        var owners = new Owners(store);
        outages = new Outages(owners::workloadOf);
        resources = new ResourceMetrics(
                new MetricsServer(timeline, running, pipeline.resolution(), outages::isFrozen), outages);
        prometheus = new Prometheus(timeline, pipeline, services, outages::isFrozen);
        custom = new CustomMetrics(prometheus, outages, owners::workloadOf, pipeline);
        external = new ExternalMetrics(timeline, pipeline, services, outages);
    }

    /// Plans the first scrapes. Call once, at the scenario's start.
    public void begin() {
        resources.server().begin();
        prometheus.begin();
        external.begin();
    }

    /// The switch by which scenarios break this pipeline.
    public MetricFaults faults() {
        return outages;
    }

    @Override
    public Answer<PodUsage> podUsage(String namespace, LabelSelector selector) {
        List<Pod> pods = store.pods(namespace, selector);
        var query = new Query(namespace, selector);
        Kept known = kept.get(query);
        if (known != null && known.holds(pods, resources.version())) {
            return known.answer();
        }
        if (kept.size() >= ANSWERS_MAX) {
            kept.clear();
        }
        Answer<PodUsage> answer = resources.usage(pods);
        kept.put(query, new Kept(pods, resources.version(), answer));
        return answer;
    }

    @Override
    public Answer<Sample> podMetric(
            String namespace, String metric, LabelSelector pods, Optional<LabelSelector> series) {
        return custom.ofPods(metric, store.pods(namespace, pods));
    }

    @Override
    public Answer<Sample> objectMetric(ObjectKey object, String metric, Optional<LabelSelector> series) {
        return custom.ofObject(metric, object);
    }

    @Override
    public Answer<Sample> externalMetric(String namespace, String metric, Optional<LabelSelector> series) {
        return external.answer(metric, series);
    }
}
