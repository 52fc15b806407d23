package dev.tidewright.control.requests;

import dev.tidewright.cluster.Metrics.ContainerUsage;
import dev.tidewright.cluster.Metrics.PodUsage;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodStatus.ContainerStatus;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.requests.ContainerRecommendation;
import dev.tidewright.core.requests.VerticalPodAutoscaler.Status;
import dev.tidewright.core.requests.leak.LeakDetection;
import dev.tidewright.core.requests.leak.LeakSettings;
import dev.tidewright.core.requests.leak.LeakVerdict;
import dev.tidewright.core.requests.leak.MemoryLives;
import dev.tidewright.core.requests.leak.MemoryReading;
import dev.tidewright.core.units.Bytes;
import dev.tidewright.core.units.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Follows the memory of one pod of each autoscaler, since pods of one template leak alike, and freezes the growth of
/// containers that leak and are killed for it again and again. Not thread-safe.
final class LeakWatch {
    /// The condition that says which containers leak, and how fast.
    static final String LEAK = "MemoryLeak";

    private final Map<ObjectKey, Followed> followed = new TreeMap<>();

    private static final class Followed {
        private String pod = "";
        private final SortedMap<String, Run> runs = new TreeMap<>();
    }

    /// The runs of one container.
    private static final class Run {
        private final MemoryLives lives = new MemoryLives();
        private int restarts;
        private int kills;
    }

    /// @param samples of these pods
    void read(ObjectKey vpa, List<Pod> pods, List<PodUsage> samples) {
        Followed one = followed.computeIfAbsent(vpa, first -> new Followed());
        Optional<Pod> pod = pods.stream()
                .filter(candidate -> candidate.meta().name().equals(one.pod))
                .findFirst();
        if (pod.isEmpty() && !pods.isEmpty()) {
            pod = Optional.of(pods.getFirst());
            one.pod = pods.getFirst().meta().name();
            one.runs.values().forEach(run -> run.lives.restarted());
            one.runs.values().forEach(run -> run.restarts = 0);
        }
        for (ContainerStatus container :
                pod.map(Pod::status).map(s -> s.containers()).orElse(List.of())) {
            restarted(one.runs.computeIfAbsent(container.name(), first -> new Run()), container);
        }
        samples.stream().filter(sample -> sample.pod().equals(one.pod)).forEach(sample -> read(one, sample));
    }

    private static void restarted(Run run, ContainerStatus container) {
        if (container.restarts() > run.restarts) {
            run.lives.restarted();
            boolean killed = container
                    .lastEnd()
                    .filter(end -> end.reason().equals("OOMKilled"))
                    .isPresent();
            run.kills += killed ? container.restarts() - run.restarts : 0;
            run.restarts = container.restarts();
        }
    }

    private static void read(Followed one, PodUsage sample) {
        for (ContainerUsage used : sample.containers()) {
            one.runs
                    .computeIfAbsent(used.container(), first -> new Run())
                    .lives
                    .add(new MemoryReading(sample.time(), new Bytes(used.memoryBytes()), used.cpuMilli()));
        }
    }

    /// The status that follows: memory of containers that are frozen stays as it was, and a condition says who leaks.
    Status judge(ObjectKey vpa, Status before, Status status, Instant now) {
        Followed one = followed.getOrDefault(vpa, new Followed());
        List<ContainerRecommendation> allowed = new ArrayList<>();
        List<String> leaking = new ArrayList<>();
        for (ContainerRecommendation wanted : status.recommendation().orElse(List.of())) {
            Run run = one.runs.getOrDefault(wanted.container(), new Run());
            LeakVerdict verdict = LeakDetection.decide(run.lives.all(), run.kills, LeakSettings.DEFAULT);
            if (verdict instanceof LeakVerdict.NoLeak) {
                run.kills = 0;
            }
            if (verdict instanceof LeakVerdict.Leak) {
                leaking.add(wanted.container() + ": " + verdict.why());
            }
            allowed.add(before.of(wanted.container())
                    .map(was -> allowed(verdict, was, wanted))
                    .orElse(wanted));
        }
        Status judged = status.recommendation().isPresent() ? status.withRecommendation(allowed) : status;
        return leaking.isEmpty()
                ? RecommenderLoop.without(judged, LEAK)
                : judged.with(new Condition(LEAK, "True", "MemoryGrows", String.join("; ", leaking), now));
    }

    private static ContainerRecommendation allowed(
            LeakVerdict verdict, ContainerRecommendation was, ContainerRecommendation wanted) {
        Optional<Quantity> now = was.target().get(Resources.MEMORY);
        Optional<Quantity> more = wanted.target().get(Resources.MEMORY);
        if (now.isEmpty() || more.isEmpty()) {
            return wanted;
        }
        Bytes kept = verdict.allowed(
                new Bytes(was.target().memoryBytes()), new Bytes(wanted.target().memoryBytes()));
        return new ContainerRecommendation(
                wanted.container(),
                atMost(kept, wanted.target()),
                atMost(kept, wanted.lowerBound()),
                wanted.upperBound(),
                wanted.uncappedTarget());
    }

    private static Resources atMost(Bytes most, Resources amounts) {
        if (amounts.memoryBytes() <= most.count()) {
            return amounts;
        }
        SortedMap<String, Quantity> held = new TreeMap<>(amounts.amounts());
        held.put(Resources.MEMORY, Quantity.ofBytes(most.count()));
        return new Resources(Sorted.copyOf(held));
    }

    void forget(ObjectKey vpa) {
        followed.remove(vpa);
    }
}
