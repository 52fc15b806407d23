package dev.tidewright.core.nodes.down;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.core.nodes.NodeGroupOptions;
import dev.tidewright.core.nodes.NodeScalingFlags;
import dev.tidewright.core.objects.Budget;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.scheduling.ClusterPicture;
import dev.tidewright.core.scheduling.Namespaces;
import dev.tidewright.core.units.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeKeepersTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static Node node(String name) {
        Resources amounts = new Resources(Sorted.copyOf(
                Map.of("cpu", Quantity.of(4), "memory", Quantity.ofBytes(8L << 30), "pods", Quantity.of(10))));
        var ready = new Condition("Ready", "True", "", "", NOW.minusSeconds(7_200));
        return new Node(ObjectMeta.named("", name), name, false, List.of(), amounts, amounts, List.of(ready));
    }

    private static Pod pod(String name, String node, long cpuMilli, String safeToEvict) {
        ObjectMeta meta = ObjectMeta.named("shop", name)
                .withLabels(Sorted.of("app", name))
                .withAnnotations(Sorted.of(PodTraits.SAFE_TO_EVICT, safeToEvict));
        PodSpec spec = PodSpec.of(Container.named("c", Resources.of(cpuMilli, 1 << 20), Resources.NONE));
        return new Pod(meta, spec, Optional.of(node), PodStatus.PENDING);
    }

    private static ScaleDownView view(int minSize, List<Budget> budgets, Pod... pods) {
        var picture = new ClusterPicture(Namespaces.UNLABELLED);
        List<Node> nodes = List.of(node("n1"), node("n2"));
        nodes.forEach(picture::add);
        List.of(pods).forEach(picture::add);
        var group = new ShrinkingGroup("pool", minSize, 2, NodeGroupOptions.DEFAULT, List.of("n1", "n2"));
        return new ScaleDownView(
                NOW,
                NodeScalingFlags.DEFAULT,
                picture,
                nodes,
                List.of(group),
                budgets,
                Owners.ALL_PRESENT,
                Deletions.NONE);
    }

    private static List<Keeper> keepers(ScaleDownView view) {
        return NodeKeepers.of(view, ScaleDownMemory.NOTHING, view.nodes().getFirst());
    }

    @Test
    void namesEveryKeeperWhereAPlanStopsAtTheFirst() {
        var budget = new Budget(
                new ObjectKey("PodDisruptionBudget", "shop", "a"), Optional.of(LabelSelector.of("app", "a")), 0);
        var view = view(2, List.of(budget), pod("a", "n1", 1_000, "false"), pod("b", "n1", 2_000, "true"));
        assertThat(keepers(view))
                .extracting(Keeper::reason)
                .containsExactly(
                        "NodeGroupMinSizeReached",
                        "NotUnderutilized",
                        "NotReplicated",
                        "NotSafeToEvictAnnotation",
                        "NotEnoughPdb");
        assertThat(keepers(view))
                .extracting(keeper -> keeper.object().toString())
                .contains("nodegroup/pool", "node/n1", "pod/shop/a", "poddisruptionbudget/shop/a");
    }

    @Test
    void saysWhatTheOtherNodesSayToAPodThatMustMove() {
        var view = view(0, List.of(), pod("a", "n1", 1_000, "true"), pod("b", "n2", 3_500, "true"));
        assertThat(keepers(view)).singleElement().satisfies(keeper -> {
            assertThat(keeper.reason()).isEqualTo("NoPlaceToMovePods");
            assertThat(keeper.detail()).isEqualTo("no other node takes it: 1 Insufficient cpu");
        });
    }

    @Test
    void tellsWhenAnUnneededNodeMayGoAndWhatItCosts() {
        var view = view(0, List.of());
        assertThat(keepers(view)).extracting(Keeper::reason).containsExactly("NotUnneededLongEnough");
        assertThat(NodeKeepers.explain(
                        view, ScaleDownMemory.NOTHING, view.nodes().getFirst(), Optional.of(0.1)))
                .hasToString("kept by 1, cost a month 73.00");
    }
}
