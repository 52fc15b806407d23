package dev.tidewright.control.pods;

import dev.tidewright.cluster.Metrics;
import dev.tidewright.cluster.Metrics.Answer;
import dev.tidewright.cluster.Metrics.ContainerUsage;
import dev.tidewright.cluster.Metrics.PodUsage;
import dev.tidewright.cluster.Metrics.Sample;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.pods.MetricAnswer;
import dev.tidewright.core.pods.MetricIdentifier;
import dev.tidewright.core.pods.MetricSelector;
import dev.tidewright.core.pods.MetricSource;
import dev.tidewright.core.pods.MetricSpec;
import dev.tidewright.core.pods.PodSamples;
import dev.tidewright.core.pods.UsageSamples;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks the metrics APIs for all metrics of one autoscaler; pods' usage is asked for once, however many metrics
/// need it.
final class MetricQueries {
    /// Where the API names no window. Source: upstream's `metricServerDefaultMetricWindow`.
    private static final Duration DEFAULT_WINDOW = Duration.ofMinutes(1);

    private static final long MILLI = 1_000;

    private final Metrics metrics;
    private final String namespace;
    private final LabelSelector pods;
    private final List<Duration> taken = new ArrayList<>(2);
    private @Nullable Answer<PodUsage> usage;

    MetricQueries(Metrics metrics, String namespace, LabelSelector pods) {
        this.metrics = metrics;
        this.namespace = namespace;
        this.pods = pods;
    }

    /// @param clock tells how long each question took
    List<MetricAnswer> ask(List<MetricSpec> specs, InstantSource clock) {
        List<MetricAnswer> answers = new ArrayList<>(specs.size());
        for (MetricSpec spec : specs) {
            Instant before = clock.instant();
            answers.add(ask(spec.source()));
            taken.add(Duration.between(before, clock.instant()));
        }
        return answers;
    }

    /// How long each of the questions asked for a list took.
    List<Duration> taken() {
        return taken;
    }

    MetricAnswer ask(MetricSource source) {
        return switch (source) {
            case MetricSource.Resource resource -> usage(source, resource.name());
            case MetricSource.ContainerResource resource -> usage(source, resource.name());
            case MetricSource.Pods of -> ofPods(source, of.metric());
            case MetricSource.ObjectMetric object -> ofObject(source, object);
            case MetricSource.External external -> external(source, external.metric());
            case MetricSource.Unknown unknown -> new MetricAnswer.Failed("unknown metric source " + unknown.type());
        };
    }

    private MetricAnswer usage(MetricSource source, String resource) {
        if (usage == null) {
            usage = metrics.podUsage(namespace, pods);
        }
        return switch (usage) {
            case Answer.Failure<PodUsage> failure -> MetricAnswer.unreachable(source, failure.error());
            case Answer.Samples<PodUsage> samples -> usage(source, resource, samples.items());
        };
    }

    private MetricAnswer usage(MetricSource source, String resource, List<PodUsage> items) {
        UsageSamples samples = UsageSamples.of(source, items.size());
        for (int i = 0; i < items.size(); i++) {
            PodUsage pod = items.get(i);
            samples.pod(pod.pod(), pod.time(), pod.window());
            for (int j = 0; j < pod.containers().size(); j++) {
                add(samples, pod.containers().get(j), resource);
            }
        }
        return samples.answer(source);
    }

    private static void add(UsageSamples samples, ContainerUsage container, String resource) {
        switch (resource) {
            case Resources.CPU -> samples.container(container.container(), container.cpuMilli());
            case Resources.MEMORY -> samples.container(container.container(), container.memoryBytes() * MILLI);
            default -> samples.silentContainer(container.container());
        }
    }

    /// A selector that cannot be used is not sent; the decision reports it.
    private static Optional<LabelSelector> series(MetricIdentifier metric) {
        return metric.selector().filter(selector -> selector.fault().isEmpty()).map(MetricSelector::meaning);
    }

    private MetricAnswer ofPods(MetricSource source, MetricIdentifier metric) {
        return switch (metrics.podMetric(namespace, metric.name(), pods, series(metric))) {
            case Answer.Failure<Sample> failure -> MetricAnswer.unreachable(source, failure.error());
            case Answer.Samples<Sample> samples -> ofPods(source, samples.items());
        };
    }

    private static MetricAnswer ofPods(MetricSource source, List<Sample> items) {
        if (items.isEmpty()) {
            return MetricAnswer.empty(source);
        }
        var samples = new PodSamples.Builder(items.size());
        for (Sample item : items) {
            samples.add(
                    item.object(),
                    item.time(),
                    item.window().orElse(DEFAULT_WINDOW),
                    item.value().milli());
        }
        return new MetricAnswer.OfPods(samples.build(), items.getFirst().time());
    }

    private MetricAnswer ofObject(MetricSource source, MetricSource.ObjectMetric object) {
        String kind = object.described().kind();
        var key = new ObjectKey(
                kind,
                kind.equals("Namespace") ? "" : namespace,
                object.described().name());
        return switch (metrics.objectMetric(key, object.metric().name(), series(object.metric()))) {
            case Answer.Failure<Sample> failure -> MetricAnswer.unreachable(source, failure.error());
            case Answer.Samples<Sample> samples ->
                samples.items().isEmpty()
                        ? MetricAnswer.empty(source)
                        : new MetricAnswer.OfObject(
                                samples.items().getFirst().value().milli(),
                                samples.items().getFirst().time());
        };
    }

    private MetricAnswer external(MetricSource source, MetricIdentifier metric) {
        return switch (metrics.externalMetric(namespace, metric.name(), series(metric))) {
            case Answer.Failure<Sample> failure -> MetricAnswer.unreachable(source, failure.error());
            case Answer.Samples<Sample> samples -> external(source, samples.items());
        };
    }

    private static MetricAnswer external(MetricSource source, List<Sample> items) {
        if (items.isEmpty()) {
            return MetricAnswer.empty(source);
        }
        return MetricAnswer.ofSeries(
                items.stream().mapToLong(item -> item.value().milli()).toArray(),
                items.getFirst().time());
    }
}
