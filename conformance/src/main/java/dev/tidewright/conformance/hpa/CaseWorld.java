package dev.tidewright.conformance.hpa;

import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.PodDocuments;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.pods.MetricAnswer;
import dev.tidewright.core.pods.MetricIdentifier;
import dev.tidewright.core.pods.MetricSource;
import dev.tidewright.core.pods.PodSamples;
import dev.tidewright.core.pods.UsageSamples;
import dev.tidewright.core.units.Durations;
import dev.tidewright.core.units.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The pods of a case and what its metrics APIs answer.
final class CaseWorld {
    private static final Duration DEFAULT_WINDOW = Duration.ofMinutes(1);

    private final Fields world;

    CaseWorld(Fields world) {
        this.world = world;
    }

    List<Pod> pods(String namespace, LabelSelector selector) {
        return world.list("pods", item -> PodDocuments.pod(item.document())).stream()
                .filter(pod -> pod.meta().namespace().equals(namespace)
                        && selector.matches(pod.meta().labels()))
                .toList();
    }

    MetricAnswer answer(MetricSource source) {
        return switch (source) {
            case MetricSource.Resource resource -> usage(source, resource.name());
            case MetricSource.ContainerResource resource -> usage(source, resource.name());
            case MetricSource.Pods pods -> answered("customMetrics", source, pods.metric());
            case MetricSource.ObjectMetric object -> answered("customMetrics", source, object.metric());
            case MetricSource.External external -> answered("externalMetrics", source, external.metric());
            case MetricSource.Unknown unknown -> new MetricAnswer.Failed("");
        };
    }

    private MetricAnswer usage(MetricSource source, String resource) {
        Optional<Fields> answer = world.mapping("resourceMetrics");
        Optional<String> error = answer.flatMap(fields -> fields.text("error"));
        if (error.isPresent()) {
            return MetricAnswer.unreachable(source, error.get());
        }
        UsageSamples samples = UsageSamples.of(source, 0);
        for (Fields item :
                answer.map(fields -> fields.list("items", Fields.Item::fields)).orElse(List.of())) {
            samples.pod(
                    item.mapping("metadata").orElseThrow().requiredText("name"),
                    item.instant("timestamp").orElse(Instant.EPOCH),
                    Durations.parse(item.text("window").orElse("0s")));
            for (Fields container : item.list("containers", Fields.Item::fields)) {
                String name = container.text("name").orElse("");
                Map<String, Quantity> usage = container.quantities("usage");
                if (usage.containsKey(resource)) {
                    samples.container(name, usage.get(resource).milli());
                } else {
                    samples.silentContainer(name);
                }
            }
        }
        return samples.answer(source);
    }

    /// Metric names are unique within a case.
    private MetricAnswer answered(String list, MetricSource source, MetricIdentifier metric) {
        Optional<Fields> answer = world.list(list, Fields.Item::fields).stream()
                .filter(fields -> fields.text("metricName").orElse("").equals(metric.name()))
                .findFirst();
        Optional<String> error = answer.flatMap(fields -> fields.text("error"));
        if (error.isPresent()) {
            return MetricAnswer.unreachable(source, error.get());
        }
        List<Fields> items =
                answer.map(fields -> fields.list("items", Fields.Item::fields)).orElse(List.of());
        return items.isEmpty() ? MetricAnswer.empty(source) : answer(source, items);
    }

    private static MetricAnswer answer(MetricSource source, List<Fields> items) {
        Instant first = time(items.getFirst());
        return switch (source) {
            case MetricSource.Pods pods -> new MetricAnswer.OfPods(samples(items), first);
            case MetricSource.ObjectMetric object -> new MetricAnswer.OfObject(milli(items.getFirst()), first);
            default ->
                MetricAnswer.ofSeries(items.stream().mapToLong(CaseWorld::milli).toArray(), first);
        };
    }

    private static PodSamples samples(List<Fields> items) {
        var samples = new PodSamples.Builder(items.size());
        for (Fields item : items) {
            samples.add(
                    item.mapping("describedObject").orElseThrow().requiredText("name"),
                    time(item),
                    item.wholeNumber("windowSeconds").map(Duration::ofSeconds).orElse(DEFAULT_WINDOW),
                    milli(item));
        }
        return samples.build();
    }

    private static Instant time(Fields item) {
        return item.instant("timestamp").orElse(Instant.EPOCH);
    }

    private static long milli(Fields item) {
        return item.quantity("value").orElseThrow().milli();
    }
}
