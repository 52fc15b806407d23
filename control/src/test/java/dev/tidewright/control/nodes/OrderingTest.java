package dev.tidewright.control.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.NodeGroups.Instance;
import dev.tidewright.cluster.objects.CapacityBuffer;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Resources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderingTest {
    private static Stage oneFullNode(Map<String, List<String>> flags) {
        var stage = new Stage(flags);
        stage.cluster.put(Stage.node("n1", 4_000));
        stage.cloud.group("pool", 1, 5, Stage.node("template", 4_000), "n1");
        stage.cluster.put(stage.pod("busy", "n1", 3_500));
        return stage;
    }

    @Test
    void ordersOnceForAPodThatFitsNowhere() {
        Stage stage = oneFullNode(Map.of());
        stage.cluster.put(stage.pod("late", "", 1_000));
        stage.run(Duration.ofMinutes(5));
        assertThat(stage.cloud.orders).containsExactly("pool 1->2");
        assertThat(stage.cluster.events)
                .contains("TriggeredScaleUp pod/shop/late pod triggered scale-up: " + "[{pool 1->2 (max: 5)}]");
        assertThat(stage.verbs()).containsOnlyOnce("order nodegroup/pool");
    }

    @Test
    void doesNotOrderTwiceAfterACrash() {
        Stage calm = oneFullNode(Map.of());
        calm.cluster.put(calm.pod("late", "", 1_000));
        calm.run(Duration.ofMinutes(5));
        for (int write = 1; write <= calm.crashes.writes(); write++) {
            Stage stage = oneFullNode(Map.of());
            stage.cluster.put(stage.pod("late", "", 1_000));
            stage.crashes.in(write);
            stage.run(Duration.ofMinutes(5));
            assertThat(stage.cloud.orders).as("crash after write %d", write).containsExactly("pool 1->2");
        }
    }

    @Test
    void leavesAGroupAloneWhoseMachinesFail() {
        Stage stage = oneFullNode(Map.of());
        stage.cluster.put(stage.pod("late", "", 1_000));
        stage.run(Duration.ofSeconds(10));
        stage.cloud.settle("pool", Instance.State.CREATING, "OUT_OF_RESOURCES");
        stage.run(Duration.ofMinutes(4));
        assertThat(stage.cloud.orders).containsExactly("pool 1->2");
        assertThat(stage.cloud.returned).containsExactly("cloud:///new-1");
        assertThat(stage.cluster.events)
                .anyMatch(event -> event.startsWith("NotTriggerScaleUp pod/shop/late")
                        && event.contains("1 in backoff after failed scale-up"));
        stage.run(Duration.ofMinutes(2));
        assertThat(stage.cloud.orders).containsExactly("pool 1->2", "pool 1->2");
    }

    @Test
    void givesUpMachinesThatNeverRegister() {
        Stage stage = oneFullNode(Map.of("max-node-provision-time", List.of("5m")));
        stage.cluster.put(stage.pod("late", "", 1_000));
        stage.run(Duration.ofMinutes(6));
        assertThat(stage.cloud.returned).containsExactly("cloud:///new-1");
        assertThat(stage.cluster.events)
                .anyMatch(event -> event.startsWith("ScaleUpTimedOut")
                        && event.endsWith("Nodes added to group pool failed to register within 5m"));
    }

    @Test
    void waitsBeforeItAsksACloudAgainThatRefused() {
        Stage stage = oneFullNode(Map.of());
        stage.cloud.refuse("quota exceeded");
        stage.cluster.put(stage.pod("late", "", 1_000));
        stage.run(Duration.ofMinutes(4));
        assertThat(stage.cluster.events)
                .containsOnlyOnce("FailedToScaleUpGroup configmap/kube-system/cluster-autoscaler-status "
                        + "Scale-up failed for group pool: quota exceeded");
        stage.cloud.refuse("");
        stage.run(Duration.ofMinutes(2));
        assertThat(stage.cloud.orders).containsExactly("pool 1->2");
    }

    @Test
    void saysWhyNoGroupCanHelp() {
        Stage stage = oneFullNode(Map.of());
        stage.cluster.put(stage.pod("huge", "", 9_000));
        stage.run(Duration.ofMinutes(1));
        assertThat(stage.cloud.orders).isEmpty();
        assertThat(stage.cluster.events)
                .containsOnlyOnce("NotTriggerScaleUp pod/shop/huge pod didn't trigger scale-up: 1 Insufficient cpu");
    }

    @Test
    void keepsRoomForPodsToCome() {
        Stage stage = oneFullNode(Map.of("headroom", List.of("1")));
        stage.run(Duration.ofMinutes(1));
        assertThat(stage.cloud.orders).containsExactly("pool 1->2");
        assertThat(stage.journal)
                .extracting(entry -> entry.why().toString())
                .contains(
                        "as asked for, pods 1, cost an hour 0.1750",
                        "headroom is used up, from 1, to 2, max 5, pods 1, headroom 1");
        assertThat(stage.cluster.events).noneMatch(event -> event.contains("pod/"));
    }

    @Test
    void ordersForReplicasThatHaveNoPodYet() {
        Stage stage = oneFullNode(Map.of("nodes-ahead-of-pods", List.of("true")));
        stage.cluster.put(Stage.deployment("api", 3, 2_000));
        stage.run(Duration.ofSeconds(10));
        assertThat(stage.cloud.orders).containsExactly("pool 1->3");
        assertThat(stage.journal.getFirst().why().facts())
                .extracting(fact -> fact.name() + " " + fact.value())
                .contains("not created yet 3");
    }

    @Test
    void waitsForThePodsWhereParityIsAskedFor() {
        Stage stage = oneFullNode(Map.of());
        stage.cluster.put(Stage.deployment("api", 3, 2_000));
        stage.run(Duration.ofMinutes(1));
        assertThat(stage.cloud.orders).isEmpty();
    }

    @Test
    void measuredHeadroomHoldsWhatRoseWithinOneLeadTime() {
        Stage stage = oneFullNode(Map.of("headroom", List.of("auto")));
        stage.run(Duration.ofHours(2));
        assertThat(stage.journal)
                .filteredOn(entry -> entry.verb().equals("headroom"))
                .last()
                .satisfies(entry -> assertThat(entry.why().toString())
                        .contains("what can come before a machine does, pods 0, lead time PT3M, steepest rise 0"));
        stage.cluster.put(stage.pod("a", "", 200));
        stage.cluster.put(stage.pod("b", "", 200));
        stage.run(Duration.ofMinutes(2));
        assertThat(stage.journal)
                .filteredOn(entry -> entry.verb().equals("headroom"))
                .last()
                .satisfies(entry ->
                        assertThat(entry.why().toString()).contains("pods 2").contains("steepest rise 2"));
    }

    @Test
    void capacityBuffersAreRoomOfOneShapeAndSayWhetherItIsThere() {
        Stage stage = oneFullNode(Map.of());
        stage.cluster.put(Stage.deployment("api", 10, 1_500));
        stage.cluster.put(buffer("room", Optional.of(5), Optional.of(30), Optional.of(Resources.of(6_000, 1L << 40))));
        stage.cluster.put(buffer("nothing", Optional.empty(), Optional.empty(), Optional.empty()));
        stage.run(Duration.ofSeconds(10));
        assertThat(stage.cloud.orders).containsExactly("pool 1->3"); // 30 % of 10 pods, two to a machine
        CapacityBuffer room = stage.cluster
                .get(new ObjectKey("CapacityBuffer", "shop", "room"), CapacityBuffer.class)
                .orElseThrow();
        assertThat(room.status().replicas()).isEqualTo(3);
        assertThat(room.status().conditions())
                .extracting(each -> each.type() + " " + each.status())
                .containsExactly("ReadyForProvisioning True", "Provisioning False");
        CapacityBuffer nothing = stage.cluster
                .get(new ObjectKey("CapacityBuffer", "shop", "nothing"), CapacityBuffer.class)
                .orElseThrow();
        assertThat(nothing.status().conditions().getFirst().message())
                .isEqualTo("replicas, percentage and limits are not defined");
    }

    private static CapacityBuffer buffer(
            String name, Optional<Integer> replicas, Optional<Integer> percentage, Optional<Resources> limits) {
        return new CapacityBuffer(
                ObjectMeta.named("shop", name),
                Optional.empty(),
                Optional.of(new CapacityBuffer.Scalable("apps", "Deployment", "api")),
                replicas,
                percentage,
                limits,
                CapacityBuffer.ACTIVE_CAPACITY,
                CapacityBuffer.Status.NONE);
    }
}
