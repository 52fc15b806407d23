package dev.tidewright.bench;

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
import dev.tidewright.core.requests.recommend.RecommendationSettings;
import dev.tidewright.core.requests.recommend.RequestScaling;
import dev.tidewright.core.requests.usage.AggregationSettings;
import dev.tidewright.core.requests.usage.BucketLayout;
import dev.tidewright.core.requests.usage.Histogram;
import dev.tidewright.core.requests.usage.HistogramShape;
import dev.tidewright.core.requests.usage.MeasuredContainer;
import dev.tidewright.core.requests.usage.UsageModel;
import java.lang.ref.Reference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// The vertical autoscaler's recommender at size: 100,000 containers under 10,000 autoscalers in 100 namespaces, ten
/// pods each, with one label set a workload and with one a pod.
final class RequestsSuite implements Suite {
    private static final int VPAS = 10_000;
    private static final int PODS_EACH = 10;
    private static final int CONTAINERS = VPAS * PODS_EACH;
    private static final int SPACES = 100;
    private static final int SAMPLES_EACH = 30;
    private static final int RUNS = 5;
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @Override
    public String name() {
        return "requests";
    }

    @Override
    public void run(Consumer<Result> results) {
        results.accept(oneHistogram());
        for (boolean labelSetEach : new boolean[] {false, true}) {
            new Cluster(labelSetEach).measure(results);
        }
    }

    private static Result oneHistogram() {
        var histogram = new Histogram(HistogramShape.fading(BucketLayout.CPU, Duration.ofHours(24)));
        var random = new SplittableRandom(1);
        double[] values = random.doubles(4_096, 0.01, 4).toArray();
        int samples = 20_000_000;
        double best = Double.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            for (int i = 0; i < samples; i++) {
                histogram.add(values[i & 4_095], 0.1, START.toEpochMilli() + i);
            }
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        return new Result("requests/samples into one histogram", samples / best, "samples/s", "best of " + RUNS);
    }

    /// One model, filled once; load is measured on fresh ones.
    private static final class Cluster {
        private final boolean labelSetEach;
        private final List<VerticalPodAutoscaler> vpas = new ArrayList<>();
        private final List<LabelSelector> selectors = new ArrayList<>();
        private final List<Pod> pods = new ArrayList<>();

        Cluster(boolean labelSetEach) {
            this.labelSetEach = labelSetEach;
            for (int i = 0; i < VPAS; i++) {
                vpas.add(vpa(i));
                selectors.add(LabelSelector.of("app", "w" + i));
            }
            PodSpec spec = PodSpec.of(Container.named("main", Resources.of(100, 256L << 20), Resources.NONE));
            for (int i = 0; i < CONTAINERS; i++) {
                pods.add(pod(i, spec));
            }
        }

        private static VerticalPodAutoscaler vpa(int i) {
            return new VerticalPodAutoscaler(
                    ObjectMeta.named(space(i), "v" + i),
                    VerticalPodAutoscaler.Spec.of(new ObjectReference("apps/v1", "Deployment", "w" + i)),
                    VerticalPodAutoscaler.Status.NONE);
        }

        private static String space(int vpa) {
            return "ns" + vpa % SPACES;
        }

        private Pod pod(int i, PodSpec spec) {
            int workload = i / PODS_EACH;
            Map<String, String> labels = labelSetEach
                    ? Map.of("app", "w" + workload, "pod-template-hash", "h" + workload, "pod", "p" + i)
                    : Map.of("app", "w" + workload, "pod-template-hash", "h" + workload);
            return new Pod(
                    ObjectMeta.named(space(workload), "w" + workload + "-" + i).withLabels(Sorted.copyOf(labels)),
                    spec,
                    Optional.of("n"),
                    PodStatus.PENDING);
        }

        private UsageModel load() {
            var model = new UsageModel(AggregationSettings.DEFAULT);
            for (int i = 0; i < VPAS; i++) {
                model.watch(vpas.get(i), selectors.get(i));
            }
            pods.forEach(model::add);
            return model;
        }

        void measure(Consumer<Result> results) {
            String suffix = labelSetEach ? ", a label set a pod" : "";
            results.accept(heap(suffix));
            double loading = Double.MAX_VALUE;
            for (int run = 0; run < RUNS; run++) {
                long start = System.nanoTime();
                load();
                loading = Math.min(loading, since(start));
            }
            results.accept(result("load" + suffix, loading, "s", CONTAINERS + " containers, " + VPAS + " autoscalers"));
            UsageModel model = load();
            results.accept(sampling(model, suffix));
            results.accept(passes(model, suffix));
            results.accept(checkpoints(model, suffix));
        }

        private Result heap(String suffix) {
            long before = heap();
            UsageModel model = load();
            try {
                sampling(model, suffix);
                return result(
                        "heap" + suffix,
                        (heap() - before) / (double) CONTAINERS,
                        "bytes/container",
                        "with " + SAMPLES_EACH + " cpu samples and 1 memory peak in each");
            } finally {
                Reference.reachabilityFence(model);
            }
        }

        private Result sampling(UsageModel model, String suffix) {
            List<MeasuredContainer> containers = new ArrayList<>();
            for (Pod pod : pods) {
                containers.add(
                        model.container(pod.meta().namespace(), pod.meta().name(), "main")
                                .orElseThrow());
            }
            var random = new SplittableRandom(2);
            int[] centres = random.ints(CONTAINERS, 20, 2_000).toArray();
            double seconds = 0;
            for (int sample = 0; sample < SAMPLES_EACH; sample++) {
                long at = START.toEpochMilli() + sample * 60_000L;
                long start = System.nanoTime();
                for (int i = 0; i < CONTAINERS; i++) {
                    // of a steady workload: all its samples within 6 % of the centre
                    containers.get(i).cpu(centres[i / PODS_EACH] * (94 + random.nextInt(13)) / 100, at);
                }
                seconds += since(start);
                for (int i = 0; i < CONTAINERS; i++) {
                    containers.get(i).memory(((long) centres[i / PODS_EACH] << 20) + random.nextInt(1 << 20), at);
                }
            }
            return result(
                    "samples into " + CONTAINERS + " containers" + suffix,
                    (double) SAMPLES_EACH * CONTAINERS / seconds,
                    "samples/s",
                    "cpu samples");
        }

        private Result passes(UsageModel model, String suffix) {
            double best = Double.MAX_VALUE;
            int recommended = 0;
            for (int run = 0; run < RUNS * 2; run++) {
                long start = System.nanoTime();
                recommended = 0;
                for (VerticalPodAutoscaler vpa : vpas) {
                    var usage = model.usage(vpa.meta().namespace(), vpa.meta().name());
                    var decision = RequestScaling.decide(vpa, usage, RecommendationSettings.DEFAULT);
                    int pods = model.pods(vpa.meta().namespace(), vpa.meta().name());
                    recommended += decision.after(vpa.status(), pods, START)
                            .recommendation()
                            .orElseThrow()
                            .size();
                }
                best = Math.min(best, since(start));
            }
            return result("full pass" + suffix, best, "s", recommended + " recommendations; best of " + RUNS * 2);
        }

        private Result checkpoints(UsageModel model, String suffix) {
            double best = Double.MAX_VALUE;
            int written = 0;
            for (int run = 0; run < RUNS; run++) {
                long start = System.nanoTime();
                written = 0;
                for (VerticalPodAutoscaler vpa : vpas) {
                    written += model.checkpoints(
                                    vpa.meta().namespace(), vpa.meta().name(), START)
                            .size();
                }
                best = Math.min(best, since(start));
            }
            return result("all checkpoints" + suffix, best, "s", written + " checkpoints; best of " + RUNS);
        }

        private static Result result(String what, double value, String unit, String note) {
            return new Result("requests/" + what, value, unit, note);
        }

        private static double since(long start) {
            return (System.nanoTime() - start) / 1e9;
        }

        private static long heap() {
            for (int i = 0; i < 3; i++) { // one round leaves what the round before only uncovered
                System.gc();
            }
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }
    }
}
