package dev.tidewright.core.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.PodStatus.Phase;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.pods.ScalingRules.ScalingPolicy;
import dev.tidewright.core.pods.ScalingRules.SelectPolicy;
import dev.tidewright.core.units.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for every decision, however absurd its inputs. What each one is, the recorded vectors say.
class PodScalingTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final ObjectKey TARGET = new ObjectKey("Deployment", "shop", "web");
    private static final List<Phase> PHASES = List.of(Phase.values());
    private static final List<SelectPolicy> SELECTS = List.of(SelectPolicy.values());
    private static final long[] VALUES = {
        0, 1, -1, 7, 250, 1_000, 60_000, Integer.MAX_VALUE, -5_000_000_000L, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53
    };

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void neverLeavesItsBoundsNorThrowsOnAbsurdInputs(long seed) {
        var random = new SplittableRandom(seed);
        ScalingMemory memory = ScalingMemory.NONE;
        for (int i = 0; i < 2_000; i++) {
            Sync sync = sync(random, memory, NOW.plusSeconds(15L * i));
            PodScalingDecision decision = PodScaling.decide(sync);
            Settlement settled =
                    Settlement.of(decision, random.nextInt(10) == 0 ? Optional.of("conflict") : Optional.empty());
            HorizontalPodAutoscaler.Spec spec = sync.hpa().spec();
            if (decision.rescale()) {
                assertThat(decision.desired()).as("%s", sync).isBetween(spec.floor(), spec.maxReplicas());
            }
            assertThat(ScalingExplanation.of(settled, TARGET).rule()).isNotEmpty();
            memory = settled.memory();
            assertThat(memory.recommended()).hasSizeLessThan(260);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void decidesTheSameTwice(long seed) {
        for (int i = 0; i < 200; i++) {
            Sync once = sync(new SplittableRandom(seed + i), ScalingMemory.NONE, NOW);
            Sync twice = sync(new SplittableRandom(seed + i), ScalingMemory.NONE, NOW);
            assertThat(PodScaling.decide(once).desired())
                    .isEqualTo(PodScaling.decide(twice).desired());
        }
    }

    private static long value(SplittableRandom random) {
        return VALUES[random.nextInt(VALUES.length)];
    }

    private static Sync sync(SplittableRandom random, ScalingMemory memory, Instant now) {
        int current = random.nextInt(12);
        List<Pod> pods = new ArrayList<>();
        for (int i = 0; i < random.nextInt(14); i++) {
            pods.add(pod(i, random, now));
        }
        List<MetricSpec> specs = new ArrayList<>();
        List<MetricAnswer> answers = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            specs.add(spec(random));
            answers.add(answer(specs.getLast().source(), random, now));
        }
        int min = 1 + random.nextInt(3);
        var spec = new HorizontalPodAutoscaler.Spec(
                new ObjectReference("apps/v1", "Deployment", "web"),
                Optional.of(min),
                min + random.nextInt(20),
                specs,
                random.nextBoolean() ? Optional.of(behavior(random)) : Optional.empty());
        var hpa =
                new HorizontalPodAutoscaler(ObjectMeta.named("shop", "web"), spec, HorizontalPodAutoscaler.Status.NONE);
        var scale = new TargetScale(current, current, ScaleSelector.of(LabelSelector.of("app", "web")));
        return new Sync(
                hpa, new ScaleAnswer.Found(scale), pods, List.of(), answers, memory, PodScalingSettings.DEFAULT, now);
    }

    private static Pod pod(int number, SplittableRandom random, Instant now) {
        Instant started = now.minusSeconds(random.nextInt(1_000));
        var ready = new Condition("Ready", random.nextBoolean() ? "True" : "False", "", "", started.plusSeconds(9));
        var status = new PodStatus(
                PHASES.get(random.nextInt(PHASES.size())),
                random.nextInt(5) == 0 ? Optional.empty() : Optional.of(started),
                random.nextInt(5) == 0 ? Optional.empty() : Optional.of(ready),
                List.of(),
                List.of(),
                "");
        Resources requests = random.nextInt(8) == 0 ? Resources.NONE : Resources.of(value(random), 1 << 20);
        return new Pod(
                ObjectMeta.named("shop", "web-" + number).withLabels(Sorted.of("app", "web")),
                PodSpec.of(Container.named("app", requests, Resources.NONE)),
                Optional.of("n1"),
                status);
    }

    private static MetricSpec spec(SplittableRandom random) {
        var metric = new MetricIdentifier("load", Optional.empty());
        Quantity target = Quantity.ofMilli(value(random));
        return switch (random.nextInt(6)) {
            case 0 -> MetricSpec.utilization("cpu", (int) value(random));
            case 1 -> new MetricSpec(new MetricSource.Resource("memory"), MetricTarget.averageValue(target));
            case 2 -> new MetricSpec(new MetricSource.Pods(metric), MetricTarget.averageValue(target));
            case 3 -> new MetricSpec(new MetricSource.External(metric), MetricTarget.value(target));
            case 4 -> new MetricSpec(new MetricSource.External(metric), MetricTarget.averageValue(target));
            default ->
                new MetricSpec(
                        new MetricSource.ObjectMetric(new ObjectReference("v1", "Service", "web"), metric),
                        MetricTarget.value(target));
        };
    }

    private static MetricAnswer answer(MetricSource source, SplittableRandom random, Instant now) {
        if (random.nextInt(6) == 0) {
            return MetricAnswer.unreachable(source, "timeout");
        }
        return switch (source) {
            case MetricSource.External external ->
                MetricAnswer.ofSeries(new long[] {value(random), value(random)}, now);
            case MetricSource.ObjectMetric object -> new MetricAnswer.OfObject(value(random), now);
            default -> {
                var samples = new PodSamples.Builder(4);
                for (int i = 0; i < random.nextInt(14); i++) {
                    samples.add("web-" + random.nextInt(14), now, Duration.ofSeconds(15), value(random));
                }
                yield new MetricAnswer.OfPods(samples.build(), now);
            }
        };
    }

    private static ScalingBehavior behavior(SplittableRandom random) {
        return new ScalingBehavior(rules(random), rules(random));
    }

    private static ScalingRules rules(SplittableRandom random) {
        List<ScalingPolicy> policies = List.of(
                ScalingPolicy.pods(1 + random.nextInt(5), 15), ScalingPolicy.percent(1 + random.nextInt(200), 1_800));
        return new ScalingRules(
                random.nextBoolean() ? Optional.of(Duration.ofSeconds(random.nextInt(3_600))) : Optional.empty(),
                SELECTS.get(random.nextInt(SELECTS.size())),
                policies,
                Optional.empty());
    }
}
