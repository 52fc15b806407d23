package dev.tidewright.core.nodes.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.nodes.NodeGroupOptions;
import dev.tidewright.core.nodes.NodeScalingFlags;
import dev.tidewright.core.nodes.up.ScaleUpDecision.Result;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.objects.Taint;
import dev.tidewright.core.scheduling.ClusterPicture;
import dev.tidewright.core.scheduling.Namespaces;
import dev.tidewright.core.units.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ScaleUpPlanningTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final List<Node> nodes = new ArrayList<>();
    private final List<Pod> pods = new ArrayList<>();
    private final List<GrowingGroup> groups = new ArrayList<>();

    private static Node node(String name, long cpuMilli, Taint... taints) {
        var amounts =
                new TreeMap<String, Quantity>(Resources.of(cpuMilli, 16L << 30).amounts());
        amounts.put("pods", Quantity.of(110));
        var resources = new Resources(amounts);
        var meta = ObjectMeta.named("", name).withLabels(Sorted.of("kubernetes.io/hostname", name));
        var ready = new Condition("Ready", "True", "", "", NOW.minusSeconds(3_600));
        return new Node(meta, "", false, List.of(taints), resources, resources, List.of(ready));
    }

    private static Pod pod(String name, long cpuMilli) {
        var spec = PodSpec.of(Container.named("c", Resources.of(cpuMilli, 1L << 20), Resources.NONE));
        return new Pod(ObjectMeta.named("shop", name), spec, Optional.empty(), PodStatus.PENDING);
    }

    private static GrowingGroup group(String id, int size, int max, int inFlight, Node template, String... nodes) {
        return new GrowingGroup(
                id,
                0,
                max,
                size,
                NodeGroupOptions.DEFAULT,
                List.of(nodes),
                template,
                Optional.empty(),
                Optional.empty(),
                0,
                inFlight);
    }

    private ScaleUpView view() {
        var picture = new ClusterPicture(Namespaces.UNLABELLED);
        nodes.forEach(picture::add);
        pods.forEach(picture::add);
        List<Pod> pending = pods.stream().filter(pod -> pod.node().isEmpty()).toList();
        var flags = NodeScalingFlags.parse(Map.of());
        return new ScaleUpView(NOW, flags, picture, nodes, pending, groups, List.of(), Prices.NONE, Priorities.NONE);
    }

    @Test
    void growsTheGroupWhoseNodesWouldTakeThePod() {
        groups.add(group("small", 0, 5, 0, node("t1", 1_000)));
        groups.add(group("large", 0, 5, 0, node("t2", 8_000)));
        pods.add(pod("p1", 4_000));
        pods.add(pod("p2", 4_000));
        pods.add(pod("p3", 4_000));
        ScaleUpDecision decision = ScaleUpPlanning.decide(view());
        assertThat(decision.plan()).hasToString("[large 0->2 (max: 5)]");
        assertThat(decision.triggered()).hasSize(3);
    }

    @Test
    void ordersNothingForPodsThatMachinesOnOrderWillTake() {
        groups.add(group("ng", 1, 5, 1, node("t", 8_000)));
        pods.add(pod("p", 4_000));
        assertThat(ScaleUpPlanning.decide(view()).result()).isEqualTo(Result.NOT_NEEDED);
    }

    @Test
    void doesNotCountOnMachinesThatAreOverdue() {
        groups.add(group("ng", 1, 5, 0, node("t", 8_000), "n1"));
        nodes.add(node("n1", 8_000));
        pods.add(pod("busy", 8_000).boundTo("n1"));
        groups.set(0, group("ng", 2, 5, 0, node("t", 8_000), "n1"));
        pods.add(pod("p", 4_000));
        assertThat(ScaleUpPlanning.decide(view()).plan()).hasToString("[ng 2->3 (max: 5)]");
    }

    @Test
    void staysSmallWithFiftyThousandPendingPods() {
        groups.add(group("ng", 0, 5_000, 0, node("t", 16_000)));
        PodSpec spec = pod("any", 100).spec();
        for (int i = 0; i < 50_000; i++) {
            pods.add(new Pod(ObjectMeta.named("shop", "p" + i), spec, Optional.empty(), PodStatus.PENDING));
        }
        ScaleUpView view = view();
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        ScaleUpDecision decision = ScaleUpPlanning.decide(view);
        long bytesPerPod = (threads.getCurrentThreadAllocatedBytes() - before) / pods.size();
        assertThat(decision.triggered()).hasSize(50_000);
        assertThat(bytesPerPod).as("allocated, most of it given back at once").isLessThan(4_000);
    }

    @Test
    void explainsAPendingPodGroupByGroup() {
        nodes.add(node("n1", 2_000));
        groups.add(group("full", 1, 1, 0, node("t1", 8_000), "n1"));
        groups.add(group("gpu", 0, 3, 0, node("t2", 4_000, new Taint("gpu", "yes", "NoSchedule"))));
        pods.add(pod("p", 6_000));
        ScaleUpView view = view();
        Explanation why = PendingReasons.explain(view, pods.getFirst());
        assertThat(why.toString()).isEqualTo("no group can help, result ScaleUpNoOptionsAvailable");
        assertThat(why.steps().stream().map(Explanation::toString))
                .containsExactly(
                        "the nodes there are or will be, nodes 1, Insufficient cpu 1",
                        "full: one more node would not take it, size 1 of 1, because Insufficient cpu, because asks 6 "
                                + "cpu, 2 left, not tried max node group size reached",
                        "gpu: one more node would not take it, size 0 of 3, because node(s) had untolerated taint(s), "
                                + "because Insufficient cpu, because asks 6 cpu, 4 left");
        assertThat(view.picture().nodeCount()).as("given back as it was").isEqualTo(1);
    }
}
