package dev.tidewright.control.pods;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.Metrics;
import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.PodTemplate;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import dev.tidewright.core.pods.MetricSpec;
import dev.tidewright.core.pods.ObjectReference;
import dev.tidewright.core.pods.ScalingBehavior;
import dev.tidewright.core.units.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// A cluster of one Deployment whose pods all burn the same CPU, its metrics, its clock and its journal.
final class OneWorkload implements Cluster, Metrics, Journal, InstantSource {
    static final ObjectKey WEB = new ObjectKey("Deployment", "shop", "web");
    static final ObjectKey HPA = new ObjectKey(HorizontalPodAutoscaler.KIND, "shop", "web");
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final PodSpec SPEC =
            PodSpec.of(Container.named("app", Resources.of(1_000, 1 << 20), Resources.NONE));

    final Map<ObjectKey, KubeObject> objects = new LinkedHashMap<>();
    final List<Change.Emit> events = new ArrayList<>();
    final List<Entry> entries = new ArrayList<>();
    Instant now = START.plus(Duration.ofHours(1));
    long cpuMilli = 500;
    Optional<String> metricsError = Optional.empty();
    /// What the external metrics API says.
    Supplier<Answer<Sample>> external = () -> new Answer.Failure<>("no such metric");

    int conflicts;
    Optional<Double> latencySeconds = Optional.empty();
    /// What the metrics API makes of each pod's usage.
    UnaryOperator<PodUsage> pipeline = UnaryOperator.identity();
    private long version = 1;

    OneWorkload(int replicas) {
        deploy(replicas);
        put(autoscaler("web"));
    }

    static HorizontalPodAutoscaler autoscaler(String name) {
        var spec = new HorizontalPodAutoscaler.Spec(
                new ObjectReference("apps/v1", "Deployment", "web"),
                Optional.of(2),
                20,
                List.of(MetricSpec.utilization("cpu", 50)),
                Optional.of(ScalingBehavior.DEFAULT));
        return new HorizontalPodAutoscaler(ObjectMeta.named("shop", name), spec, HorizontalPodAutoscaler.Status.NONE);
    }

    void put(KubeObject object) {
        objects.put(object.key(), object);
    }

    private void deploy(int replicas) {
        put(new Deployment(
                ObjectMeta.named("shop", "web").withVersion(++version),
                replicas,
                LabelSelector.of("app", "web"),
                new PodTemplate(Sorted.of("app", "web"), Sorted.empty(), SPEC),
                Deployment.Strategy.DEFAULT,
                new Deployment.Status(1, replicas, replicas, replicas, replicas)));
    }

    int replicas() {
        return get(WEB, Deployment.class).orElseThrow().replicas();
    }

    HorizontalPodAutoscaler hpa() {
        return get(HPA, HorizontalPodAutoscaler.class).orElseThrow();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public <T extends KubeObject> Optional<T> get(ObjectKey key, Class<T> type) {
        return Optional.ofNullable(objects.get(key)).filter(type::isInstance).map(type::cast);
    }

    @Override
    public <T extends KubeObject> List<T> list(Class<T> type) {
        return objects.values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Override
    public List<Pod> pods(String namespace, LabelSelector selector) {
        List<Pod> pods = new ArrayList<>();
        for (int i = 0; i < replicas(); i++) {
            var ready = new Condition("Ready", "True", "", "", START);
            var status = new PodStatus(
                    PodStatus.Phase.RUNNING, Optional.of(START), Optional.of(ready), List.of(ready), List.of(), "");
            var meta = ObjectMeta.named("shop", "web-%03d".formatted(i)).withLabels(Sorted.of("app", "web"));
            pods.add(new Pod(meta, SPEC, Optional.of("n1"), status));
        }
        return pods;
    }

    @Override
    public List<Pod> podsOn(String node) {
        return List.of();
    }

    @Override
    public Outcome apply(Change change) {
        return switch (change) {
            case Change.SetReplicas set
            when conflicts > 0 -> {
                conflicts--;
                yield new Outcome.Overtaken();
            }
            case Change.SetReplicas set -> {
                deploy(set.replicas());
                yield new Outcome.Applied(version);
            }
            case Change.ReplaceStatus status -> {
                put(status.object());
                yield new Outcome.Applied(++version);
            }
            case Change.Emit emit -> {
                events.add(emit);
                yield new Outcome.Applied(version);
            }
            default -> new Outcome.Refused("not a change that this loop makes: " + change);
        };
    }

    @Override
    public Subscription subscribe(Consumer<ClusterEvent> listener) {
        return () -> {};
    }

    @Override
    public Answer<PodUsage> podUsage(String namespace, LabelSelector selector) {
        if (metricsError.isPresent()) {
            return new Answer.Failure<>(metricsError.get());
        }
        return new Answer.Samples<>(pods(namespace, selector).stream()
                .map(pod -> new PodUsage(
                        pod.meta().name(),
                        now,
                        Duration.ofSeconds(15),
                        List.of(new ContainerUsage("app", cpuMilli + noise(pod), 1 << 20))))
                .map(pipeline)
                .toList());
    }

    /// 0 to 6, another one for each pod and reading.
    private long noise(Pod pod) {
        return Math.floorMod(31L * pod.meta().name().hashCode() + now.getEpochSecond() / 15, 7);
    }

    @Override
    public Answer<Sample> podMetric(
            String namespace, String metric, LabelSelector pods, Optional<LabelSelector> series) {
        return new Answer.Failure<>("no such metric");
    }

    @Override
    public Answer<Sample> objectMetric(ObjectKey object, String metric, Optional<LabelSelector> series) {
        return latencySeconds.isPresent() && object.equals(WEB)
                ? new Answer.Samples<>(List.of(new Sample(
                        "web",
                        now,
                        Optional.empty(),
                        Quantity.ofMilli(Math.round(latencySeconds.get() * (metric.contains("down") ? 900 : 1_000))))))
                : new Answer.Failure<>("no such metric");
    }

    @Override
    public Answer<Sample> externalMetric(String namespace, String metric, Optional<LabelSelector> series) {
        return external.get();
    }

    @Override
    public long record(Entry entry) {
        entries.add(entry);
        return entries.size();
    }

    @Override
    public Optional<Long> latest(ObjectKey object) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).object().equals(object)) {
                return Optional.of(i + 1L);
            }
        }
        return Optional.empty();
    }
}
