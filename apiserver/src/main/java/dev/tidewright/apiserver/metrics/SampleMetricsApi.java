package dev.tidewright.apiserver.metrics;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.world.WorldThread;
import dev.tidewright.cluster.Metrics;
import dev.tidewright.cluster.Metrics.Answer;
import dev.tidewright.cluster.Metrics.Sample;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `custom.metrics.k8s.io` (v1beta1, v1beta2) and `external.metrics.k8s.io/v1beta1`. Safe for many threads.
public final class SampleMetricsApi {
    private final WorldThread world;
    private final Metrics metrics;

    public SampleMetricsApi(WorldThread world, Metrics metrics) {
        this.world = world;
        this.metrics = metrics;
    }

    /// A metric of the objects of a kind: of all pods under a selector (`name` is `*`), or of one object.
    ///
    /// @param version `v1beta1` or `v1beta2`
    /// @throws ApiError 404 with what the pipeline says
    public ObjectNode custom(
            String version,
            ResourceType described,
            String namespace,
            String name,
            String metric,
            LabelSelector pods,
            Optional<LabelSelector> series) {
        Answer<Sample> answer = world.ask(() -> name.equals("*")
                ? metrics.podMetric(namespace, metric, pods, series)
                : metrics.objectMetric(new ObjectKey(described.kind(), namespace, name), metric, series));
        ObjectNode list = list("MetricValueList", "custom.metrics.k8s.io/" + version);
        ArrayNode items = list.putArray("items");
        for (Sample sample : samples(answer)) {
            ObjectNode item = items.addObject();
            ObjectNode object = item.putObject("describedObject");
            object.put("kind", described.kind());
            object.put("namespace", namespace);
            object.put("name", sample.object());
            object.put("apiVersion", described.apiVersion());
            if (version.equals("v1beta1")) {
                item.put("metricName", metric);
            } else {
                item.putObject("metric").put("name", metric).putNull("selector");
            }
            sample(item, sample);
        }
        return list;
    }

    /// @throws ApiError 404 with what the pipeline says
    public ObjectNode external(String namespace, String metric, Optional<LabelSelector> series) {
        Answer<Sample> answer = world.ask(() -> metrics.externalMetric(namespace, metric, series));
        ObjectNode list = list("ExternalMetricValueList", "external.metrics.k8s.io/v1beta1");
        ArrayNode items = list.putArray("items");
        for (Sample sample : samples(answer)) {
            ObjectNode item = items.addObject();
            item.put("metricName", metric);
            item.putObject("metricLabels");
            sample(item, sample);
        }
        return list;
    }

    private void sample(ObjectNode item, Sample sample) {
        item.put(
                "timestamp",
                world.clock()
                        .show(sample.time())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
        sample.window().ifPresent(window -> item.put("windowSeconds", window.toSeconds()));
        item.put("value", sample.value().toString());
    }

    private static List<Sample> samples(Answer<Sample> answer) {
        return switch (answer) {
            case Answer.Samples<Sample> samples -> samples.items();
            case Answer.Failure<Sample> failure -> throw new ApiError(404, "NotFound", failure.error(), List.of());
        };
    }

    private static ObjectNode list(String kind, String version) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put("kind", kind).put("apiVersion", version);
        list.putObject("metadata");
        return list;
    }
}
