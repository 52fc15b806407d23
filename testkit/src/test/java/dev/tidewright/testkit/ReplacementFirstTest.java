package dev.tidewright.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.cluster.objects.Surge;
import dev.tidewright.control.nodes.NodeScalingLoop;
import dev.tidewright.control.nodes.NodeScalingSettings;
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
import dev.tidewright.simulator.cloud.VirtualCloud;
import dev.tidewright.simulator.controllers.Controllers;
import dev.tidewright.simulator.controllers.Lags;
import dev.tidewright.simulator.kubelet.Kubelets;
import dev.tidewright.simulator.recording.Ledger;
import dev.tidewright.simulator.runtime.VirtualRuntime;
import dev.tidewright.simulator.scenario.Distribution;
import dev.tidewright.simulator.scenario.NodeGroupSpec;
import dev.tidewright.simulator.scheduler.VirtualScheduler;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A cluster that shrinks under a Deployment of six pods, of which none starts in less than 20 s.
class ReplacementFirstTest {
    private static final ObjectKey WEB = new ObjectKey("Deployment", "shop", "web");

    private final Timeline timeline = new Timeline(Instant.parse("2026-01-05T00:00:00Z"));
    private final Store store = new Store(timeline);
    private final Ledger journal = new Ledger();
    private final VirtualRuntime runtime = new VirtualRuntime(timeline);
    private int leastReady = Integer.MAX_VALUE;

    @Test
    void evictionsAloneLeaveAGap() {
        shrink(Map.of());
        assertThat(leastReady).isLessThan(6);
    }

    @Test
    void noReadyPodIsLostWhereReplacementsComeFirst() {
        shrink(Map.of("replacement-first-drain", List.of("true")));
        assertThat(leastReady).isEqualTo(6);
        Deployment web = store.get(WEB, Deployment.class).orElseThrow();
        assertThat(web.replicas()).isEqualTo(6);
        assertThat(web.meta().annotations()).doesNotContainKey(Surge.ANNOTATION);
        assertThat(journal.lines()).extracting(line -> line.entry().verb()).contains("surge", "settle");
    }

    /// Spreads 24 pods over six machines, wants six of them, and lets two hours pass.
    private void shrink(Map<String, List<String>> flags) {
        start();
        NodeScalingLoop.start(runtime, store, cloud(), journal, NodeScalingSettings.parse(flags));
        timeline.advance(Duration.ofMinutes(10));
        store.apply(new Change.SetReplicas(WEB, 6, 0));
        timeline.advance(Duration.ofMinutes(1));
        assertThat(ready()).isEqualTo(6);
        int before = store.list(Node.class).size();
        store.watch(Pod.class, (was, is) -> leastReady = Math.min(leastReady, ready()));
        timeline.advance(Duration.ofHours(2));
        assertThat(store.list(Node.class)).hasSizeLessThan(before);
        assertThat(ready()).isEqualTo(6);
    }

    private int ready() {
        return (int) store.pods("shop", LabelSelector.of("app", "web")).stream()
                .filter(pod -> pod.status().isReady() && !pod.isTerminating())
                .count();
    }

    private VirtualCloud cloud() {
        var kubelets = new Kubelets(timeline, store, journal, new ObedientProcesses());
        new VirtualScheduler(timeline, store, journal);
        Resources size = Resources.of(4_000, 16L << 30);
        var group = new NodeGroupSpec(
                "pool",
                size,
                size,
                1,
                10,
                6,
                new Distribution.Uniform(Duration.ofMinutes(1), Duration.ofMinutes(2)),
                0.2,
                false,
                List.of("a"),
                Sorted.empty(),
                List.of());
        var cloud = new VirtualCloud(timeline, store, journal, kubelets, List.of(group), new SplittableRandom(1));
        cloud.start();
        return cloud;
    }

    private void start() {
        Controllers.start(store, runtime, journal, Lags.DEFAULT);
        PodSpec spec = PodSpec.of(Container.named("c", Resources.of(900, 512 << 20), Resources.NONE));
        var template = new PodTemplate(Sorted.of("app", "web"), Sorted.empty(), spec);
        store.apply(new Change.Create(new Deployment(
                ObjectMeta.named("shop", "web"),
                24,
                LabelSelector.of("app", "web"),
                template,
                Deployment.Strategy.DEFAULT,
                Deployment.Status.NONE)));
    }
}
