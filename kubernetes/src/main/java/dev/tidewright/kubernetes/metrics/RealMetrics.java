package dev.tidewright.kubernetes.metrics;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.Metrics;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.units.Durations;
import dev.tidewright.core.units.Quantity;
import dev.tidewright.kubernetes.api.ApiServer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The three metrics APIs of a real cluster. All pods of a namespace are asked for at once, and the answer serves every
/// autoscaler that asks within a second: 2,000 autoscalers cost the API server what one does. Thread-safe.
public final class RealMetrics implements Metrics {
    /// metrics-server itself measures every 15 s at most.
    static final Duration FRESH = Duration.ofSeconds(1);

    private static final String PODS = "get pods.metrics.k8s.io";

    private final ApiServer api;
    private final Cluster cluster;
    private final MetricsApis apis;
    private final Fresh<String, Asked<UsageList>> usage;
    private final Fresh<MetricsApis.Query, Asked<List<Sample>>> samples;

    /// @param cluster knows which pods a selector selects
    public RealMetrics(ApiServer api, Cluster cluster, InstantSource clock) {
        this.api = api;
        this.cluster = cluster;
        this.apis = new MetricsApis(api, clock);
        this.usage = new Fresh<>(clock, FRESH, this::listed);
        this.samples = new Fresh<>(clock, FRESH, apis::samples);
    }

    @Override
    public Answer<PodUsage> podUsage(String namespace, LabelSelector selector) {
        return switch (usage.get(namespace)) {
            case Asked.Silent<UsageList>(String why) -> new Answer.Failure<>(why);
            case Asked.Told<UsageList>(UsageList all) -> new Answer.Samples<>(all.selected(selector));
        };
    }

    /// The usage of a whole namespace; empty where it cannot be had.
    Optional<UsageList> usage(String namespace) {
        return switch (usage.get(namespace)) {
            case Asked.Silent<UsageList> silent -> Optional.empty();
            case Asked.Told<UsageList>(UsageList all) -> Optional.of(all);
        };
    }

    private Asked<UsageList> listed(String namespace) {
        String path = "/apis/metrics.k8s.io/v1beta1/namespaces/" + namespace + "/pods";
        return switch (Asked.list(api, path, PODS, RealMetrics::pod)) {
            case Asked.Silent<List<UsageList.Item>>(String why) -> new Asked.Silent<>(why);
            case Asked.Told<List<UsageList.Item>>(List<UsageList.Item> items) -> new Asked.Told<>(new UsageList(items));
        };
    }

    private static UsageList.Item pod(Fields item) {
        Fields meta = item.mapping("metadata").orElseThrow(() -> item.complaint("metadata", "missing"));
        PodUsage usage = new PodUsage(
                meta.requiredText("name"),
                item.instant("timestamp").orElse(Instant.EPOCH),
                item.text("window").map(Durations::parse).orElse(Duration.ZERO),
                item.list("containers", container -> container(container.fields())));
        return new UsageList.Item(usage, meta.texts("labels"));
    }

    private static ContainerUsage container(Fields container) {
        Optional<Fields> used = container.mapping("usage");
        return new ContainerUsage(
                container.requiredText("name"),
                used.flatMap(fields -> fields.quantity("cpu"))
                        .map(Quantity::milli)
                        .orElse(0L),
                used.flatMap(fields -> fields.quantity("memory"))
                        .map(Quantity::value)
                        .orElse(0L));
    }

    @Override
    public Answer<Sample> podMetric(
            String namespace, String metric, LabelSelector pods, Optional<LabelSelector> series) {
        return switch (samples.get(MetricsApis.Query.ofPods(namespace, metric, series))) {
            case Asked.Silent<List<Sample>>(String why) -> new Answer.Failure<>(why);
            case Asked.Told<List<Sample>>(List<Sample> all) -> new Answer.Samples<>(ofPods(all, namespace, pods));
        };
    }

    private List<Sample> ofPods(List<Sample> all, String namespace, LabelSelector pods) {
        Set<String> names = new HashSet<>(); // looked up only
        for (Pod pod : cluster.pods(namespace, pods)) {
            names.add(pod.meta().name());
        }
        List<Sample> some = new ArrayList<>(names.size());
        for (Sample sample : all) {
            if (names.contains(sample.object())) {
                some.add(sample);
            }
        }
        return some;
    }

    @Override
    public Answer<Sample> objectMetric(ObjectKey object, String metric, Optional<LabelSelector> series) {
        return answer(MetricsApis.Query.ofObject(object, metric, series));
    }

    @Override
    public Answer<Sample> externalMetric(String namespace, String metric, Optional<LabelSelector> series) {
        return answer(MetricsApis.Query.external(namespace, metric, series));
    }

    private Answer<Sample> answer(MetricsApis.Query query) {
        return switch (samples.get(query)) {
            case Asked.Silent<List<Sample>>(String why) -> new Answer.Failure<>(why);
            case Asked.Told<List<Sample>>(List<Sample> all) -> new Answer.Samples<>(all);
        };
    }
}
