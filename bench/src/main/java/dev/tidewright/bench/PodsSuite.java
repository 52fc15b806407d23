package dev.tidewright.bench;

import com.sun.management.ThreadMXBean;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import dev.tidewright.core.pods.MetricAnswer;
import dev.tidewright.core.pods.MetricSpec;
import dev.tidewright.core.pods.ObjectReference;
import dev.tidewright.core.pods.PodSamples;
import dev.tidewright.core.pods.PodScaling;
import dev.tidewright.core.pods.PodScalingSettings;
import dev.tidewright.core.pods.ScaleAnswer;
import dev.tidewright.core.pods.ScaleSelector;
import dev.tidewright.core.pods.ScalingBehavior;
import dev.tidewright.core.pods.ScalingMemory;
import dev.tidewright.core.pods.Settlement;
import dev.tidewright.core.pods.Sync;
import dev.tidewright.core.pods.TargetScale;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Whole evaluations of one autoscaler: a CPU metric of pods of different ages, windows, policies, status,
/// conditions and events, with memory and status carried from sync to sync, 15 s apart. The load goes up and
/// down, so the count is changed now and then. Reading the metrics API and writing the answers is not counted.
final class PodsSuite implements Suite {
    private static final int RUNS = 7;
    private static final int LOADS = 8;
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final PodSpec SPEC =
            PodSpec.of(Container.named("app", Resources.of(500, 256L << 20), Resources.NONE));

    @Override
    public String name() {
        return "pods";
    }

    @Override
    public void run(Consumer<Result> results) {
        measure(10, 1_000_000, results);
        measure(1_000, 20_000, results);
    }

    private static void measure(int pods, int evaluations, Consumer<Result> results) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] perSecond = new double[RUNS];
        long bytes = 0;
        var autoscaler = new Autoscaler(pods);
        for (int run = 0; run < RUNS; run++) {
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            autoscaler.evaluate(evaluations);
            perSecond[run] = evaluations / ((System.nanoTime() - start) / 1e9);
            bytes = (threads.getCurrentThreadAllocatedBytes() - allocated) / evaluations;
        }
        Arrays.sort(perSecond);
        String note = autoscaler.rescales() + " of them changed the count";
        results.accept(
                new Result("pods/evaluations of %d pods".formatted(pods), perSecond[RUNS / 2], "evaluations/s", note));
        results.accept(new Result(
                "pods/allocation at %d pods".formatted(pods), bytes, "bytes/evaluation", "on the same runs"));
    }

    /// One autoscaler and what it sees.
    private static final class Autoscaler {
        private final List<Pod> pods = new ArrayList<>();
        private final List<List<MetricAnswer>> loads = new ArrayList<>();
        private final ScaleAnswer scale;
        private HorizontalPodAutoscaler hpa;
        private ScalingMemory memory = ScalingMemory.NONE;
        private Instant now = START;
        private long rescales;

        Autoscaler(int count) {
            for (int i = 0; i < count; i++) {
                pods.add(pod(i));
            }
            for (int load = 0; load < LOADS; load++) {
                loads.add(List.of(answer(count, 180 + 60 * load)));
            }
            scale = new ScaleAnswer.Found(
                    new TargetScale(count, count, ScaleSelector.of(LabelSelector.of("app", "web"))));
            var spec = new HorizontalPodAutoscaler.Spec(
                    new ObjectReference("apps/v1", "Deployment", "web"),
                    Optional.of(1),
                    3 * count,
                    List.of(MetricSpec.utilization("cpu", 70)),
                    Optional.of(ScalingBehavior.DEFAULT));
            hpa = new HorizontalPodAutoscaler(
                    ObjectMeta.named("shop", "web"), spec, HorizontalPodAutoscaler.Status.NONE);
        }

        long rescales() {
            return rescales;
        }

        void evaluate(int times) {
            for (int i = 0; i < times; i++) {
                var sync = new Sync(
                        hpa, scale, pods, List.of(), loads.get(i % LOADS), memory, PodScalingSettings.DEFAULT, now);
                Settlement settled = Settlement.of(PodScaling.decide(sync), Optional.empty());
                hpa = settled.changesStatus() ? hpa.with(settled.status()) : hpa;
                memory = settled.memory();
                rescales += settled.decision().rescale() ? 1 : 0;
                now = now.plusSeconds(15);
            }
        }
    }

    /// Every tenth is young, every hundredth on its way out.
    private static Pod pod(int number) {
        Instant started = number % 10 == 9 ? START.minusSeconds(60) : START.minus(Duration.ofHours(2));
        var ready = new Condition("Ready", "True", "", "", started.plusSeconds(20));
        var status = new PodStatus(
                PodStatus.Phase.RUNNING, Optional.of(started), Optional.of(ready), List.of(ready), List.of(), "");
        ObjectMeta meta = ObjectMeta.named("shop", "web-%05d".formatted(number)).withLabels(Sorted.of("app", "web"));
        Pod pod = new Pod(meta, SPEC, Optional.of("n1"), status);
        return number % 100 == 99 ? pod.with(meta.withDeleted(START)) : pod;
    }

    private static MetricAnswer answer(int pods, int cpuMilli) {
        var samples = new PodSamples.Builder(pods);
        for (int i = 0; i < pods; i++) {
            samples.add("web-%05d".formatted(i), START, Duration.ofSeconds(15), cpuMilli + i % 7);
        }
        return new MetricAnswer.OfPods(samples.build(), START);
    }
}
