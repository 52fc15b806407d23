package dev.tidewright.core.requests.usage;

import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.pods.ObjectReference;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A few pods and autoscalers in namespace `ns`, with container `main` each.
final class Cluster {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    final UsageModel model = new UsageModel(AggregationSettings.DEFAULT);

    static VerticalPodAutoscaler vpa(String name) {
        return new VerticalPodAutoscaler(
                ObjectMeta.named("ns", name),
                VerticalPodAutoscaler.Spec.of(new ObjectReference("apps/v1", "Deployment", name)),
                VerticalPodAutoscaler.Status.NONE);
    }

    static Pod pod(String name, Map<String, String> labels) {
        return new Pod(
                ObjectMeta.named("ns", name).withLabels(Sorted.copyOf(labels)),
                PodSpec.of(Container.named("main", Resources.NONE, Resources.NONE)),
                Optional.of("n"),
                PodStatus.PENDING);
    }

    Cluster watch(String name, LabelSelector selector) {
        model.watch(vpa(name), selector);
        return this;
    }

    Cluster add(String pod, Map<String, String> labels) {
        model.add(pod(pod, labels));
        return this;
    }

    MeasuredContainer main(String pod) {
        return model.container("ns", pod, "main").orElseThrow();
    }

    /// One CPU sample a minute.
    void use(String pod, long milli, Instant from, int minutes) {
        for (int i = 0; i < minutes; i++) {
            main(pod).cpu(milli, from.plusSeconds(60L * i).toEpochMilli());
        }
    }

    ContainerUsage usage(String vpa) {
        return model.usage("ns", vpa).getOrDefault("main", new ContainerUsage(AggregationSettings.DEFAULT));
    }
}
