package dev.tidewright.simulator.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.NodeGroups.Instance;
import dev.tidewright.cluster.NodeGroups.NodeGroup;
import dev.tidewright.cluster.NodeGroups.Outcome;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.objects.Taint;
import dev.tidewright.simulator.kubelet.FakeProcesses;
import dev.tidewright.simulator.kubelet.Kubelets;
import dev.tidewright.simulator.kubelet.ListedJournal;
import dev.tidewright.simulator.scenario.Distribution;
import dev.tidewright.simulator.scenario.NodeGroupSpec;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VirtualCloudTest {
    private static final Outcome ACCEPTED = new Outcome.Accepted();
    private static final Duration NOTICE = Duration.ofMinutes(2);

    private final Timeline timeline = new Timeline(Instant.parse("2026-01-05T00:00:00Z"));
    private final Store store = new Store(timeline);
    private final ListedJournal journal = new ListedJournal();
    private final Kubelets kubelets = new Kubelets(timeline, store, journal, new FakeProcesses());
    private final VirtualCloud cloud =
            new VirtualCloud(timeline, store, journal, kubelets, List.of(pool()), new SplittableRandom(1));

    @BeforeEach
    void theWorldBegins() {
        cloud.start();
    }

    @Test
    void standsReadyAtTheStartInEveryZone() {
        assertThat(nodes())
                .hasSize(3)
                .allMatch(Node::isReady)
                .allMatch(node -> node.taints().isEmpty());
        assertThat(nodes().stream().map(node -> node.meta().labels().get(NodeTemplates.ZONE)))
                .containsExactly("eu-b", "eu-c", "eu-b");
        Node first = nodes().getFirst();
        assertThat(first.providerId()).isEqualTo("virtual:///eu-b/pool-0001");
        assertThat(first.meta().labels())
                .containsEntry("kubernetes.io/hostname", "pool-0001")
                .containsEntry("node.kubernetes.io/instance-type", "custom-4-16384")
                .containsEntry("topology.kubernetes.io/region", "eu")
                .containsEntry("team", "shop");
    }

    @Test
    void bootsWhatIsOrderedThenJoinsThenIsReady() {
        assertThat(cloud.increase("pool", 4)).isEqualTo(ACCEPTED);
        assertThat(group().targetSize()).isEqualTo(4);
        assertThat(group().instances().getLast().state()).isEqualTo(Instance.State.CREATING);
        after(49);
        assertThat(nodes()).hasSize(3);
        after(1);
        assertThat(nodes().getLast().isReady()).isFalse();
        assertThat(nodes().getLast().taints())
                .containsExactly(new Taint("node.kubernetes.io/not-ready", "", "NoSchedule"));
        after(10);
        assertThat(nodes())
                .hasSize(4)
                .allMatch(Node::isReady)
                .allMatch(node -> node.taints().isEmpty());
        assertThat(journal.about(new ObjectKey("Node", "", "pool-0004")))
                .containsExactly("boot", "join 50.000", "ready 60.000");
    }

    @Test
    void keepsToItsBounds() {
        assertThat(cloud.increase("pool", 7))
                .isEqualTo(new Outcome.Failed("size increase too large - desired:7 max:6"));
        assertThat(cloud.increase("pool", 3)).isInstanceOf(Outcome.Failed.class);
        assertThat(cloud.increase("other", 3)).isEqualTo(new Outcome.Failed("no such node group: other"));
        assertThat(cloud.delete("pool", nodes()))
                .isEqualTo(new Outcome.Failed("min size reached, nodes will not be deleted"));
        assertThat(group().targetSize()).isEqualTo(3);
    }

    @Test
    void givesMachinesBack() {
        List<Node> last = List.of(nodes().getLast());
        assertThat(cloud.delete("pool", last)).isEqualTo(ACCEPTED);
        assertThat(cloud.delete("pool", last)).isEqualTo(ACCEPTED);
        assertThat(group().targetSize()).isEqualTo(2);
        assertThat(group().instances().getLast().state()).isEqualTo(Instance.State.DELETING);
        after(10);
        assertThat(nodes()).hasSize(2);
        assertThat(group().instances()).hasSize(2);
    }

    @Test
    void costsByTheMachineFromItsBootToItsEnd() {
        after(1_800);
        assertThat(cloud.cost()).isEqualTo(3 * 0.5 * 0.2, within(1e-9));
        cloud.increase("pool", 4);
        after(1_800);
        cloud.delete("pool", List.of(nodes().getLast()));
        after(10);
        double before = cloud.cost();
        after(3_600);
        assertThat(cloud.cost() - before).isEqualTo(3 * 0.2, within(1e-9));
        assertThat(before).isEqualTo((3 * 3_610 + 1_810) / 3_600.0 * 0.2, within(1e-9));
    }

    @Test
    void failsOrdersWhileItIsOutOfStockAndServesThemOnceItIsNot() {
        cloud.stockOut("pool", false);
        assertThat(cloud.increase("pool", 5)).isEqualTo(ACCEPTED);
        after(10);
        assertThat(group().instances())
                .extracting(Instance::error)
                .containsExactly("", "", "", "OUT_OF_RESOURCES", "OUT_OF_RESOURCES");
        double cost = cloud.cost();
        after(3_600);
        assertThat(cloud.cost() - cost).isEqualTo(0.6, within(1e-9));
        cloud.decreaseTarget("pool", 4);
        assertThat(group().instances()).hasSize(4);
        cloud.restock("pool", false);
        after(60);
        assertThat(nodes()).hasSize(4).allMatch(Node::isReady);
        assertThat(group().instances()).extracting(Instance::error).containsOnly("");
    }

    @Test
    void saysNothingWhenOrdersSilentlyNeverCome() {
        cloud.stockOut("pool", true);
        cloud.increase("pool", 4);
        after(900);
        assertThat(group().instances().getLast())
                .isEqualTo(new Instance("virtual:///eu-c/pool-0004", Instance.State.CREATING, ""));
        assertThat(cloud.decreaseTarget("pool", 2)).isInstanceOf(Outcome.Failed.class);
        assertThat(cloud.decreaseTarget("pool", 3)).isEqualTo(ACCEPTED);
        assertThat(group().instances()).hasSize(3);
    }

    @Test
    void takesSpotMachinesBackAfterANotice() {
        bindToEach("web");
        after(30);
        assertThat(cloud.reclaim("pool", 0.4, NOTICE, Duration.ofSeconds(60))).isEqualTo(2);
        after(0);
        assertThat(marked()).hasSize(1);
        assertThat(store.list(Pod.class).stream().filter(Pod::isTerminating)).hasSize(1);
        after(30);
        assertThat(marked()).hasSize(2);
        assertThat(store.list(Pod.class)).hasSize(2); // the first one's grace is over
        after(60);
        assertThat(nodes()).hasSize(5); // both successors stand, both machines have some notice left
        after(29);
        assertThat(nodes()).hasSize(5);
        after(1);
        assertThat(nodes()).hasSize(4);
        after(30);
        assertThat(nodes()).hasSize(3).allMatch(Node::isReady);
        assertThat(marked()).isEmpty();
        assertThat(group().targetSize()).isEqualTo(3);
        assertThat(journal.entries.stream().filter(entry -> entry.verb().equals("reclaim")))
                .hasSize(2);
    }

    @Test
    void replacesAMachineThatVanishes() {
        bindToEach("web");
        after(30);
        assertThat(cloud.crash("pool", 1)).isEqualTo(1);
        assertThat(nodes()).hasSize(3).allMatch(Node::isReady);
        after(40);
        assertThat(nodes().stream().filter(node -> !node.isReady())).hasSize(1);
        after(5);
        assertThat(nodes()).hasSize(2);
        after(15);
        assertThat(nodes()).hasSize(3).allMatch(Node::isReady);
        after(25);
        assertThat(store.list(Pod.class)).hasSize(2);
    }

    private void bindToEach(String name) {
        int number = 0;
        for (Node node : nodes()) {
            String pod = name + number++;
            PodSpec spec = PodSpec.of(Container.named("app", Resources.NONE, Resources.NONE));
            store.apply(new Change.Create(
                    new Pod(ObjectMeta.named("shop", pod), spec, Optional.empty(), PodStatus.PENDING)));
            store.bind(new ObjectKey("Pod", "shop", pod), node.meta().name());
        }
    }

    private List<Node> marked() {
        return nodes().stream()
                .filter(node -> node.taints().contains(new Taint(MachineLife.IMPENDING, "", "NoSchedule")))
                .filter(node -> node.meta().annotations().containsKey("tidewright.dev/reclaimed-at"))
                .toList();
    }

    private void after(long seconds) {
        timeline.advance(Duration.ofSeconds(seconds));
    }

    private List<Node> nodes() {
        return store.list(Node.class);
    }

    private NodeGroup group() {
        return cloud.told().getFirst();
    }

    static NodeGroupSpec pool() {
        return new NodeGroupSpec(
                "pool",
                Resources.of(4_000, 16L << 30),
                Resources.of(3_920, 13L << 30),
                2,
                6,
                3,
                new Distribution.Fixed(Duration.ofSeconds(60)),
                0.2,
                true,
                List.of("eu-b", "eu-c"),
                Sorted.of("team", "shop"),
                List.of());
    }
}
