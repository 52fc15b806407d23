package dev.tidewright.control.requests;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.Metrics;
import dev.tidewright.cluster.Metrics.Answer;
import dev.tidewright.cluster.Metrics.ContainerUsage;
import dev.tidewright.cluster.Metrics.PodUsage;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.requests.usage.Kill;
import dev.tidewright.core.requests.usage.MeasuredContainer;
import dev.tidewright.core.requests.usage.UsageModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Feeds the model what pods are there, what they use and which of them were killed. Not thread-safe.
final class UsageFeed {
    /// How long a kill waits for its pod to be taken in.
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Cluster cluster;
    private final Metrics metrics;
    private final UsageModel model;
    private final KillWatch watch;
    private final PastUsage past = new PastUsage();
    private final Optional<LeakWatch> leaks;
    private final Map<ObjectKey, Set<ObjectKey>> podsOf = new LinkedHashMap<>();
    private List<Kill> waiting = List.of();

    UsageFeed(Cluster cluster, Metrics metrics, UsageModel model, KillWatch watch, Optional<LeakWatch> leaks) {
        this.cluster = cluster;
        this.metrics = metrics;
        this.model = model;
        this.watch = watch;
        this.leaks = leaks;
    }

    /// Takes in what is to be known now of the pods of one autoscaler.
    ///
    /// @return why usage is not known; empty where it is
    Optional<String> feed(ObjectKey vpa, LabelSelector selector, Instant now) {
        List<Pod> pods = cluster.pods(vpa.namespace(), selector);
        takeIn(vpa, pods);
        watch.watch(vpa.namespace(), pods);
        kills(now);
        return switch (metrics.podUsage(vpa.namespace(), selector)) {
            case Answer.Samples<PodUsage>(List<PodUsage> samples) -> {
                samples.forEach(sample -> take(vpa, sample));
                leaks.ifPresent(leak -> leak.read(vpa, pods, samples));
                yield Optional.empty();
            }
            case Answer.Failure<PodUsage>(String error) -> Optional.of(error);
        };
    }

    private void takeIn(ObjectKey vpa, List<Pod> pods) {
        Set<ObjectKey> now = new LinkedHashSet<>();
        for (Pod pod : pods) {
            now.add(pod.key());
            model.add(pod);
        }
        Set<ObjectKey> before = podsOf.put(vpa, now);
        if (before != null) {
            before.removeAll(now);
            before.forEach(this::removeIfGone);
        }
    }

    private void removeIfGone(ObjectKey pod) {
        cluster.get(pod, Pod.class).ifPresentOrElse(model::add, () -> model.remove(pod.namespace(), pod.name()));
    }

    private void kills(Instant now) {
        List<Kill> pending = new ArrayList<>(waiting);
        pending.addAll(watch.taken());
        pending.removeIf(kill -> {
            Optional<MeasuredContainer> into = model.container(kill.namespace(), kill.pod(), kill.container());
            into.ifPresent(container -> container.killed(kill.memory(), kill.at()));
            return into.isPresent() || kill.at().isBefore(now.minus(PATIENCE));
        });
        waiting = pending;
    }

    /// What was used and recommended in the last days.
    PastUsage past() {
        return past;
    }

    private void take(ObjectKey vpa, PodUsage sample) {
        for (ContainerUsage used : sample.containers()) {
            past.used(vpa, sample.time(), used);
            model.container(vpa.namespace(), sample.pod(), used.container()).ifPresent(container -> {
                container.cpu(used.cpuMilli(), sample.time().toEpochMilli());
                container.memory(used.memoryBytes(), sample.time().toEpochMilli());
            });
        }
    }

    void forget(ObjectKey vpa) {
        past.forget(vpa);
        Set<ObjectKey> pods = podsOf.remove(vpa);
        if (pods != null) {
            pods.forEach(this::removeIfGone);
        }
    }
}
