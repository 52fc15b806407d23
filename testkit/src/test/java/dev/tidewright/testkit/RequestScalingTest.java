package dev.tidewright.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Metrics;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.control.requests.RecommenderLoop;
import dev.tidewright.control.requests.RequestAdmission;
import dev.tidewright.control.requests.RequestScalingFlags;
import dev.tidewright.control.requests.UpdaterLoop;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodTemplate;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import dev.tidewright.core.pods.MetricSource;
import dev.tidewright.core.pods.MetricSpec;
import dev.tidewright.core.pods.MetricTarget;
import dev.tidewright.core.pods.ObjectReference;
import dev.tidewright.core.requests.UpdatePolicy;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import dev.tidewright.core.requests.usage.VerticalPodAutoscalerCheckpoint;
import dev.tidewright.core.units.Quantity;
import dev.tidewright.simulator.controllers.Controllers;
import dev.tidewright.simulator.controllers.Lags;
import dev.tidewright.simulator.kubelet.Kubelets;
import dev.tidewright.simulator.recording.Ledger;
import dev.tidewright.simulator.runtime.VirtualRuntime;
import dev.tidewright.simulator.scheduler.VirtualScheduler;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The vertical autoscaler's loops in a whole virtual cluster.
class RequestScalingTest {
    private static final ObjectKey VPA = new ObjectKey(VerticalPodAutoscaler.KIND, "shop", "web");
    private static final long MEBI = 1L << 20;

    private final Timeline timeline = new Timeline(Instant.parse("2026-01-05T00:00:00Z"));
    private final Store store = new Store(timeline);
    private final Ledger journal = new Ledger();
    private final Kubelets kubelets = new Kubelets(timeline, store, journal, new ObedientProcesses());
    private final VirtualRuntime runtime = new VirtualRuntime(timeline);
    private final Usage usage = new Usage();

    @BeforeEach
    void aDeploymentOfThreeRunsOnTwoNodes() {
        new VirtualScheduler(timeline, store, journal);
        Controllers.start(store, runtime, journal, Lags.DEFAULT);
        for (String name : List.of("n1", "n2")) {
            Map<String, Quantity> amounts =
                    new TreeMap<>(Resources.of(4_000, 8L << 30).amounts());
            amounts.put("pods", Quantity.of(110));
            Resources size = new Resources(Sorted.copyOf(amounts));
            kubelets.join(
                    new Node(ObjectMeta.named("", name), "", false, List.of(), size, size, List.of()),
                    new SplittableRandom(1));
            kubelets.ready(name);
        }
        PodSpec spec = PodSpec.of(Container.named("app", Resources.of(100, 128 * MEBI), Resources.of(200, 256 * MEBI)));
        store.apply(new Change.Create(new Deployment(
                ObjectMeta.named("shop", "web"),
                3,
                LabelSelector.of("app", "web"),
                new PodTemplate(Sorted.of("app", "web"), Sorted.empty(), spec),
                Deployment.Strategy.DEFAULT,
                Deployment.Status.NONE)));
        begin();
    }

    private void begin() {
        var flags = RequestScalingFlags.DEFAULT;
        RecommenderLoop.start(runtime, store, usage, journal, flags);
        UpdaterLoop.start(runtime, store, journal, flags);
        store.admitBy(new RequestAdmission(store, flags));
    }

    /// What metrics-server says of each pod: a share of the cores that a test sets, and memory, once a minute.
    private final class Usage implements Metrics {
        private long cpuMilli = 300;
        private long memoryBytes = 400 * MEBI;

        @Override
        public Answer<PodUsage> podUsage(String namespace, LabelSelector selector) {
            List<PodUsage> samples = new ArrayList<>();
            for (Pod pod : store.pods(namespace, selector)) {
                if (pod.status().isReady()) {
                    var used = new ContainerUsage("app", cpuMilli, memoryBytes);
                    samples.add(
                            new PodUsage(pod.meta().name(), timeline.instant(), Duration.ofSeconds(15), List.of(used)));
                }
            }
            return new Answer.Samples<>(samples);
        }

        @Override
        public Answer<Sample> podMetric(
                String namespace, String metric, LabelSelector pods, Optional<LabelSelector> series) {
            return new Answer.Failure<>("not asked for");
        }

        @Override
        public Answer<Sample> objectMetric(ObjectKey object, String metric, Optional<LabelSelector> series) {
            return new Answer.Failure<>("not asked for");
        }

        @Override
        public Answer<Sample> externalMetric(String namespace, String metric, Optional<LabelSelector> series) {
            return new Answer.Failure<>("not asked for");
        }
    }

    private void scaleBy(UpdatePolicy.Mode mode) {
        var spec = VerticalPodAutoscaler.Spec.of(new ObjectReference("apps/v1", "Deployment", "web"))
                .with(UpdatePolicy.of(mode));
        store.apply(new Change.Create(
                new VerticalPodAutoscaler(ObjectMeta.named("shop", "web"), spec, VerticalPodAutoscaler.Status.NONE)));
    }

    private List<Pod> pods() {
        return store.pods("shop", LabelSelector.of("app", "web"));
    }

    private VerticalPodAutoscaler vpa() {
        return store.get(VPA, VerticalPodAutoscaler.class).orElseThrow();
    }

    private Resources target() {
        return vpa().status().of("app").orElseThrow().target();
    }

    @Test
    void resizesRunningPodsOneAfterTheOtherWithoutARestart() {
        timeline.advance(Duration.ofMinutes(2));
        List<String> before = pods().stream().map(pod -> pod.meta().uid()).toList();
        scaleBy(UpdatePolicy.Mode.IN_PLACE_OR_RECREATE);
        timeline.advance(Duration.ofMinutes(10));
        assertThat(runtime.failures()).isEmpty();
        assertThat(target().cpuMilli()).isBetween(300L, 400L);
        assertThat(pods()).extracting(pod -> pod.meta().uid()).isEqualTo(before);
        assertThat(pods()).allSatisfy(pod -> {
            assertThat(pod.resourcesOf("app").requests().cpuMilli()).isBetween(300L, 400L);
            assertThat(pod.resourcesOf("app").limits().cpuMilli())
                    .isEqualTo(2 * pod.resourcesOf("app").requests().cpuMilli());
            assertThat(pod.meta().annotations()).containsEntry("vpaInPlaceUpdated", "true");
            assertThat(pod.status().container("app").orElseThrow().restarts()).isZero();
        });
        assertThat(store.evictions()).isZero();
    }

    @Test
    void replacesPodsByEvictionAndSuccessorsAreBornWithWhatIsRecommended() {
        scaleBy(UpdatePolicy.Mode.RECREATE);
        timeline.advance(Duration.ofMinutes(20));
        assertThat(runtime.failures()).isEmpty();
        assertThat(store.evictions()).isGreaterThanOrEqualTo(3);
        assertThat(pods()).hasSize(3).allSatisfy(pod -> {
            assertThat(pod.spec().containers().getFirst().requests().cpuMilli()).isBetween(300L, 400L);
            assertThat(pod.meta().annotations()).containsKey("vpaUpdates");
        });
    }

    @Test
    void touchesNothingInModeOffAndStillRecommends() {
        scaleBy(UpdatePolicy.Mode.OFF);
        timeline.advance(Duration.ofMinutes(20));
        assertThat(target().memoryBytes()).isGreaterThan(400 * MEBI);
        assertThat(vpa().status()
                        .condition("RecommendationProvided")
                        .orElseThrow()
                        .isTrue())
                .isTrue();
        assertThat(pods())
                .allSatisfy(pod -> assertThat(
                                pod.spec().containers().getFirst().requests().cpuMilli())
                        .isEqualTo(100));
    }

    @Test
    void aRestartedRecommenderGoesOnFromItsCheckpoints() {
        scaleBy(UpdatePolicy.Mode.OFF);
        timeline.advance(Duration.ofHours(2));
        Resources known = target();
        assertThat(store.list(VerticalPodAutoscalerCheckpoint.class)).hasSize(1);
        runtime.crash(RecommenderLoop.NAME);
        usage.cpuMilli = 1;
        usage.memoryBytes = MEBI;
        RecommenderLoop.start(runtime, store, usage, journal, RequestScalingFlags.DEFAULT);
        timeline.advance(Duration.ofMinutes(5));
        assertThat(runtime.failures()).isEmpty();
        assertThat(target().cpuMilli()).isCloseTo(known.cpuMilli(), Percentage.withPercentage(10));
    }

    private HorizontalPodAutoscaler countedAndSizedWith(String peace) {
        var target = new MetricSpec(new MetricSource.Resource("cpu"), MetricTarget.utilization(70));
        store.apply(new Change.Create(new HorizontalPodAutoscaler(
                ObjectMeta.named("shop", "web"),
                new HorizontalPodAutoscaler.Spec(
                        new ObjectReference("apps/v1", "Deployment", "web"),
                        Optional.of(3),
                        3,
                        List.of(target),
                        Optional.empty()),
                HorizontalPodAutoscaler.Status.NONE)));
        runtime.crash(RecommenderLoop.NAME);
        var flags = RequestScalingFlags.parse(Map.of("horizontal-peace", peace));
        RecommenderLoop.start(runtime, store, usage, journal, flags);
        scaleBy(UpdatePolicy.Mode.RECREATE);
        timeline.advance(Duration.ofHours(1));
        assertThat(runtime.failures()).isEmpty();
        return store.get(new ObjectKey(HorizontalPodAutoscaler.KIND, "shop", "web"), HorizontalPodAutoscaler.class)
                .orElseThrow();
    }

    @Test
    void restatesWhatPodsAreCountedByBeforeTheirRequestsMove() {
        HorizontalPodAutoscaler hpa = countedAndSizedWith("restate");
        assertThat(hpa.spec().metrics().getFirst().target())
                .isEqualTo(MetricTarget.averageValue(Quantity.parse("70m")));
        assertThat(pods())
                .allSatisfy(pod ->
                        assertThat(pod.resourcesOf("app").requests().cpuMilli()).isBetween(300L, 800L));
    }

    @Test
    void holdsRequestsThatPodsAreCountedByAndMovesTheOthers() {
        HorizontalPodAutoscaler hpa = countedAndSizedWith("hold");
        assertThat(hpa.spec().metrics().getFirst().target()).isEqualTo(MetricTarget.utilization(70));
        assertThat(pods()).allSatisfy(pod -> {
            assertThat(pod.resourcesOf("app").requests().cpuMilli()).isEqualTo(100);
            assertThat(pod.resourcesOf("app").requests().memoryBytes()).isGreaterThan(400 * MEBI);
        });
    }

    @Test
    void saysThatATargetIsNotThere() {
        var spec = VerticalPodAutoscaler.Spec.of(new ObjectReference("apps/v1", "Deployment", "none"));
        store.apply(new Change.Create(
                new VerticalPodAutoscaler(ObjectMeta.named("shop", "web"), spec, VerticalPodAutoscaler.Status.NONE)));
        timeline.advance(Duration.ofMinutes(3));
        assertThat(vpa().status()
                        .condition(RecommenderLoop.UNSUPPORTED)
                        .orElseThrow()
                        .message())
                .contains("deployment/shop/none");
        store.apply(new Change.Delete(VPA));
        timeline.advance(Duration.ofMinutes(3));
        assertThat(store.list(VerticalPodAutoscalerCheckpoint.class)).isEmpty();
    }
}
