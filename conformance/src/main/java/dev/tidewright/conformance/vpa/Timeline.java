package dev.tidewright.conformance.vpa;

import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.VerticalAutoscalerDocuments;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.PodStatus.Phase;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import dev.tidewright.core.requests.usage.AggregationSettings;
import dev.tidewright.core.requests.usage.MeasuredContainer;
import dev.tidewright.core.requests.usage.SampleOutcome;
import dev.tidewright.core.requests.usage.UsageCheckpoint;
import dev.tidewright.core.requests.usage.UsageModel;
import dev.tidewright.core.requests.usage.VerticalPodAutoscalerCheckpoint;
import dev.tidewright.core.units.Bytes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The recommender's picture of the cluster in one case: what the case's events make of it.
final class Timeline {
    private final AggregationSettings settings;
    private final Map<String, Watched> vpas = new LinkedHashMap<>();
    private final Map<String, Pod> pods = new LinkedHashMap<>();
    private UsageModel model;

    /// An autoscaler and what its target selects.
    record Watched(VerticalPodAutoscaler vpa, LabelSelector selector) {
        static Watched of(Fields fields) {
            return new Watched(
                    VerticalAutoscalerDocuments.stored(fields.document("object").orElseThrow()),
                    new LabelSelector(fields.texts("selector"), List.of()));
        }

        String name() {
            return vpa.meta().name();
        }

        String namespace() {
            return vpa.meta().namespace();
        }
    }

    Timeline(AggregationSettings settings) {
        this.settings = settings;
        this.model = new UsageModel(settings);
    }

    UsageModel model() {
        return model;
    }

    Iterable<Watched> vpas() {
        return vpas.values();
    }

    void watch(Watched watched) {
        vpas.put(watched.name(), watched);
        model.watch(watched.vpa(), watched.selector());
    }

    void unwatch(String name) {
        Watched gone = vpas.remove(name);
        if (gone != null) {
            model.unwatch(gone.namespace(), name);
        }
    }

    static Pod pod(Fields pod) {
        List<Container> containers = pod.list(
                "containers",
                item -> Container.named(item.fields().requiredText("name"), Resources.NONE, Resources.NONE));
        Phase phase = Phase.valueOf(pod.text("phase").orElse("Running").toUpperCase(Locale.ROOT));
        return new Pod(
                ObjectMeta.named(pod.requiredText("namespace"), pod.requiredText("name"))
                        .withLabels(pod.texts("labels")),
                PodSpec.of(containers.toArray(Container[]::new)),
                Optional.of("node"),
                new PodStatus(phase, Optional.empty(), Optional.empty(), List.of(), List.of(), ""));
    }

    void add(Pod pod) {
        pods.put(pod.meta().name(), pod);
        model.add(pod);
    }

    void delete(String name) {
        Pod gone = pods.remove(name);
        if (gone != null) {
            model.remove(gone.meta().namespace(), name);
        }
    }

    void relabel(String name, Fields event) {
        Pod pod = pods.get(name);
        if (pod != null) {
            add(pod.with(pod.meta().withLabels(event.texts("labels"))));
        }
    }

    /// Whether the sample was taken.
    boolean sample(String pod, String container, boolean cpu, long usage, Instant at) {
        Optional<MeasuredContainer> into = find(pod, container);
        return into.isPresent()
                && taken(
                        cpu
                                ? into.get().cpu(usage, at.toEpochMilli())
                                : into.get().memory(usage, at.toEpochMilli()));
    }

    boolean killed(String pod, String container, long bytes, Instant at) {
        return find(pod, container)
                .filter(into -> taken(into.killed(new Bytes(bytes), at)))
                .isPresent();
    }

    private static boolean taken(SampleOutcome outcome) {
        return outcome == SampleOutcome.TAKEN;
    }

    private Optional<MeasuredContainer> find(String name, String container) {
        Pod pod = pods.get(name);
        return pod == null ? Optional.empty() : model.container(pod.meta().namespace(), name, container);
    }

    private static void load(UsageModel into, Watched watched, String container, UsageCheckpoint usage, Instant now) {
        var checkpoint = VerticalPodAutoscalerCheckpoint.of(watched.namespace(), watched.name(), container, usage, now);
        into.load(checkpoint, now).ifPresent(reason -> {
            throw new IllegalStateException("own checkpoint refused: " + reason);
        });
    }

    /// A recommender that starts empty: autoscalers with their checkpoints, then the pods by name.
    void restart(Instant now) {
        var fresh = new UsageModel(settings);
        for (Watched watched : vpas.values()) {
            fresh.watch(watched.vpa(), watched.selector());
            model.checkpoints(watched.namespace(), watched.name(), now)
                    .forEach((container, checkpoint) -> load(fresh, watched, container, checkpoint, now));
        }
        pods.values().stream()
                .sorted((a, b) -> a.meta().name().compareTo(b.meta().name()))
                .forEach(fresh::add);
        model = fresh;
    }
}
