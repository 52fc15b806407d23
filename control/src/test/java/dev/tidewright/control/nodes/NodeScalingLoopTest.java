package dev.tidewright.control.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.core.nodes.down.NodeTraits;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Taint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeScalingLoopTest {
    private static Stage threeNodes(Map<String, List<String>> flags) {
        var stage = new Stage(flags);
        stage.cluster.put(Stage.node("n1", 4_000));
        stage.cluster.put(Stage.node("n2", 4_000));
        stage.cluster.put(Stage.node("n3", 4_000));
        stage.cloud.group("pool", 1, 5, Stage.node("template", 4_000), "n1", "n2", "n3");
        stage.cluster.put(stage.pod("busy", "n1", 2_500));
        stage.cluster.put(stage.pod("small", "n2", 200));
        return stage;
    }

    @Test
    void givesBackAnEmptyNodeOnceItWasUnneededForTenMinutes() {
        Stage stage = threeNodes(Map.of());
        stage.run(Duration.ofMinutes(10));
        assertThat(stage.cloud.returned).isEmpty();
        assertThat(NodeTraits.markedSince(stage.cluster.node("n3"), NodeTraits.DELETION_CANDIDATE))
                .contains(Stage.START);
        stage.run(Duration.ofMinutes(1));
        assertThat(stage.cloud.returned).contains("cloud:///n3");
        assertThat(stage.cluster.events).contains("ScaleDown node/n3 nodes removed by cluster autoscaler");
        assertThat(stage.verbs()).contains("drain node/n3", "remove node/n3");
    }

    @Test
    void movesThePodsOfANodeBeforeItGivesItBack() {
        Stage stage = threeNodes(Map.of());
        stage.run(Duration.ofMinutes(13));
        assertThat(stage.cloud.returned).containsExactlyInAnyOrder("cloud:///n3", "cloud:///n2");
        assertThat(stage.cluster.evicted).containsExactly(new ObjectKey("Pod", "shop", "small"));
        assertThat(stage.verbs()).containsSubsequence("drain node/n2", "evict pod/shop/small", "remove node/n2");
    }

    @Test
    void aDelayOfOneGroupLeavesTheOthersAloneWhereDelaysAreLocal() {
        Stage stage = threeNodes(Map.of("scale-down-delay-type-local", List.of("true")));
        stage.cluster.put(Stage.node("m1", 1_000));
        stage.cluster.put(Stage.node("m2", 1_000));
        stage.cloud.group("small", 1, 5, Stage.node("template", 1_000), "m1", "m2");
        stage.cluster.put(stage.pod("waits-1", "", 3_900)); // would fit on n3
        stage.cluster.put(stage.pod("waits-2", "", 3_900)); // fits only a new machine of the pool
        stage.run(Duration.ofMinutes(1));
        stage.cluster.remove(new ObjectKey("Pod", "shop", "waits-1"));
        stage.cluster.remove(new ObjectKey("Pod", "shop", "waits-2"));
        stage.run(Duration.ofMinutes(11));
        assertThat(stage.cloud.returned).isNotEmpty().allMatch(id -> id.startsWith("cloud:///m"));
        stage.run(Duration.ofMinutes(12));
        assertThat(stage.cloud.returned).contains("cloud:///n3");
    }

    @Test
    void daemonSetsPodsEndBeforeTheirNodeUnlessTheySayOtherwise() {
        Stage stage = threeNodes(Map.of());
        stage.cluster.put(stage.daemon("logs", "n2", Map.of()));
        stage.cluster.put(
                stage.daemon("stays", "n2", Map.of("cluster-autoscaler.kubernetes.io/enable-ds-eviction", "false")));
        stage.cluster.put(stage.daemon("on-empty", "n3", Map.of()));
        stage.run(Duration.ofMinutes(13));
        assertThat(stage.cloud.returned).containsExactlyInAnyOrder("cloud:///n3", "cloud:///n2");
        assertThat(stage.cluster.evicted)
                .containsExactlyInAnyOrder(new ObjectKey("Pod", "shop", "small"), new ObjectKey("Pod", "shop", "logs"));
    }

    @Test
    void givesADrainUpThatABudgetStops() {
        Stage stage = threeNodes(Map.of());
        stage.cluster.put(Stage.budget(1));
        stage.run(Duration.ofMinutes(10).plusSeconds(20));
        stage.cluster.put(Stage.budget(0)); // spent by somebody else between the mark and the eviction
        stage.run(Duration.ofMinutes(3));
        assertThat(stage.cluster.evicted).isEmpty();
        assertThat(stage.cloud.returned).containsExactly("cloud:///n3");
        assertThat(stage.cluster.node("n2").taints()).isEmpty();
        assertThat(stage.cluster.events)
                .anyMatch(event -> event.startsWith("ScaleDownFailed node/n2")
                        && event.contains("would violate the pod's disruption budget"));
    }

    @Test
    void survivesACrashAfterAnyWrite() {
        Stage calm = threeNodes(Map.of());
        calm.run(Duration.ofMinutes(40));
        for (int write = 1; write <= calm.crashes.writes(); write++) {
            Stage stage = threeNodes(Map.of("node-deletion-candidate-ttl", List.of("1h")));
            stage.crashes.in(write);
            stage.run(Duration.ofMinutes(40));
            assertThat(stage.cloud.returned)
                    .as("crash after write %d", write)
                    .containsExactlyInAnyOrder("cloud:///n3", "cloud:///n2");
            assertThat(stage.cluster.evicted).hasSize(1);
            assertThat(stage.cluster.list(Node.class))
                    .hasSize(1)
                    .allSatisfy(node -> assertThat(node.taints()).isEmpty());
        }
    }

    @Test
    void looksAwayWhileNothingChanges() {
        Stage stage =
                threeNodes(Map.of("scale-down-enabled", List.of("false"), "write-status-configmap", List.of("false")));
        stage.run(Duration.ofMinutes(2));
        int entries = stage.journal.size();
        stage.run(Duration.ofHours(2));
        assertThat(stage.journal).hasSize(entries);
        assertThat(stage.crashes.writes()).isZero();
    }

    @Test
    void tellsWhatKeepsANode() {
        Stage stage = threeNodes(Map.of());
        stage.run(Duration.ofMinutes(1));
        assertThat(stage.loop().keepers("n1").orElseThrow().steps())
                .singleElement()
                .asString()
                .isEqualTo("NotUnderutilized, object node/n1, found cpu asked for: 63% of allocatable, threshold 50%, "
                        + "to free the node lower the requests of its pods, or raise --scale-down-utilization-threshold, "
                        + "cost a month 146.00");
        assertThat(stage.verbs()).containsOnlyOnce("hold node/n1");
    }

    @Test
    void movesWhatHasAPlaceBeforeASpotMachineIsTakenBack() {
        Stage stage = threeNodes(Map.of());
        Node spot = stage.cluster.node("n2");
        var notice = new Taint("cloud.google.com/impending-node-termination", "", "NoSchedule");
        stage.cluster.put(spot.withTaints(List.of(notice), false));
        stage.run(Duration.ofSeconds(10));
        assertThat(stage.cluster.evicted).containsExactly(new ObjectKey("Pod", "shop", "small"));
        assertThat(stage.cloud.orders).isEmpty();
    }

    @Test
    void takesTheMarkOffANodeThatLeftItsGroup() {
        Stage stage = threeNodes(Map.of("scale-down-enabled", List.of("false")));
        Node stray = Stage.node("stray", 4_000);
        var mark = new Taint(NodeTraits.TO_BE_DELETED, Long.toString(Stage.START.getEpochSecond()), "NoSchedule");
        stage.cluster.put(stray.withTaints(List.of(mark), true));
        stage.run(Duration.ofMinutes(16));
        assertThat(stage.cluster.node("stray").taints()).isEmpty();
        assertThat(stage.cluster.node("stray").unschedulable()).isFalse();
    }
}
