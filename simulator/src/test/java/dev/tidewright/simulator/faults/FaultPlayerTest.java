package dev.tidewright.simulator.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodTemplate;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.simulator.cloud.VirtualCloud;
import dev.tidewright.simulator.kubelet.FakeProcesses;
import dev.tidewright.simulator.kubelet.Kubelets;
import dev.tidewright.simulator.kubelet.ListedJournal;
import dev.tidewright.simulator.scenario.Distribution;
import dev.tidewright.simulator.scenario.Fault;
import dev.tidewright.simulator.scenario.NodeGroupSpec;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FaultPlayerTest {
    private static final ObjectKey WEB = new ObjectKey("Deployment", "shop", "web");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Resources SIZE = Resources.of(4_000, 16L << 30);

    private final Timeline timeline = new Timeline(Instant.parse("2026-01-05T00:00:00Z"));
    private final Store store = new Store(timeline);
    private final ListedJournal journal = new ListedJournal();
    private final Kubelets kubelets = new Kubelets(timeline, store, journal, new FakeProcesses());
    private final VirtualCloud cloud =
            new VirtualCloud(timeline, store, journal, kubelets, List.of(pool()), new SplittableRandom(1));
    private final List<String> done = new ArrayList<>();

    @Test
    void tellsTheModelsWhenAFaultBeginsAndEnds() {
        play(
                new Fault.MetricOutage(MINUTE, MINUTE, Fault.MetricOutage.Kind.ZERO, Optional.of(WEB)),
                new Fault.SlowDatabase(MINUTE.plusSeconds(1), Duration.ofSeconds(30), "main", 10),
                new Fault.CacheFlush(MINUTE.plusSeconds(2), "sessions"));
        timeline.advance(Duration.ofMinutes(3));
        assertThat(done)
                .containsExactly(
                        "60 outage begins",
                        "61 main slow by 10.0",
                        "62 sessions flushed",
                        "91 main slow by 1.0",
                        "120 outage ends");
        assertThat(journal.about(WEB)).containsExactly("begin", "end");
    }

    @Test
    void holdsMachinesBackForAsLongAsTheStockIsOut() {
        play(new Fault.StockOut(Duration.ZERO, Duration.ofMinutes(5), "pool", false));
        timeline.advance(MINUTE);
        cloud.increase("pool", 3);
        timeline.advance(MINUTE.multipliedBy(4));
        assertThat(store.list(Node.class)).hasSize(2);
        timeline.advance(MINUTE);
        assertThat(store.list(Node.class)).hasSize(3);
    }

    @Test
    void takesMachinesAway() {
        play(
                new Fault.NodeCrash(MINUTE, "pool", 1),
                new Fault.SpotReclaim(MINUTE.multipliedBy(10), "pool", 0.5, MINUTE, Duration.ZERO));
        timeline.advance(MINUTE.plusSeconds(45));
        assertThat(store.list(Node.class)).hasSize(1);
        timeline.advance(MINUTE.multipliedBy(9));
        assertThat(store.list(Node.class).stream().filter(node -> !node.taints().isEmpty()))
                .hasSize(1);
    }

    @Test
    void changesWorkloadsAsPeopleDo() {
        PodSpec spec = PodSpec.of(Container.named("app", Resources.NONE, Resources.NONE));
        var template = new PodTemplate(Sorted.of("app", "web"), Sorted.empty(), spec);
        store.apply(new Change.Create(new Deployment(
                ObjectMeta.named("shop", "web"),
                5,
                LabelSelector.of("app", "web"),
                template,
                Deployment.Strategy.DEFAULT,
                Deployment.Status.NONE)));
        play(
                new Fault.Rollout(MINUTE, WEB, "web:2"),
                new Fault.ReplicasReset(MINUTE, WEB, 1),
                new Fault.ReplicasReset(MINUTE, new ObjectKey("Deployment", "shop", "none"), 1));
        timeline.advance(MINUTE);
        Deployment web = store.get(WEB, Deployment.class).orElseThrow();
        assertThat(web.template().spec().containers().getFirst().image()).isEqualTo("web:2");
        assertThat(web.replicas()).isEqualTo(1);
        assertThat(journal.entries.getLast().verb()).isEqualTo("fail");
    }

    private void play(Fault... faults) {
        cloud.start();
        MetricFaults metrics = new MetricFaults() {
            @Override
            public void begin(Fault.MetricOutage outage) {
                note("outage begins");
            }

            @Override
            public void end(Fault.MetricOutage outage) {
                note("outage ends");
            }
        };
        FaultPorts ports = new FaultPorts(
                cloud,
                metrics,
                (database, factor) -> note(database + " slow by " + factor),
                cache -> note(cache + " flushed"));
        new FaultPlayer(timeline, store, journal, ports).plan(List.of(faults));
    }

    private void note(String what) {
        done.add(timeline.nanos() / 1_000_000_000 + " " + what);
    }

    private static NodeGroupSpec pool() {
        return new NodeGroupSpec(
                "pool",
                SIZE,
                SIZE,
                0,
                6,
                2,
                new Distribution.Fixed(MINUTE),
                0.2,
                true,
                List.of("eu-b"),
                Sorted.empty(),
                List.of());
    }
}
