package dev.tidewright.simulator.kubelet;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.cluster.Change;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.Taint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the control plane does about nodes: it believes in their heartbeats, taints those that stopped, and collects
/// the pods of nodes that are gone.
///
/// Source: kube-controller-manager's `nodelifecycle` and `podgc`.
final class NodeLifecycle {
    /// `--node-monitor-grace-period`: without a heartbeat for so long, a node is not ready.
    static final Duration GRACE = Duration.ofSeconds(40);
    /// `podgc`'s quarantine: pods of a node that does not exist stay so long, in case it comes back.
    static final Duration QUARANTINE = Duration.ofSeconds(40);

    private static final Taint NOT_READY = new Taint("node.kubernetes.io/not-ready", "", "NoSchedule");
    private static final String UNREACHABLE = "node.kubernetes.io/unreachable";

    private final KubeletWorld world;
    private final Set<String> quarantined = new HashSet<>(); // never walked

    NodeLifecycle(KubeletWorld world) {
        this.world = world;
        world.store().watch(Node.class, (before, after) -> {
            if (after.isEmpty()) {
                before.ifPresent(node -> orphaned(node.meta().name()));
            }
        });
    }

    void register(Node node) {
        List<Taint> taints = new ArrayList<>(node.taints());
        taints.add(NOT_READY);
        Condition condition = ready("False", "KubeletNotReady", "container runtime network not ready");
        world.store()
                .apply(new Change.Create(
                        node.withTaints(taints, node.unschedulable()).with(List.of(condition))));
    }

    void ready(String name) {
        find(name).ifPresent(node -> {
            List<Taint> taints = new ArrayList<>(node.taints());
            taints.removeIf(taint -> taint.key().equals(NOT_READY.key()));
            report(node, ready("True", "KubeletReady", "kubelet is posting ready status"), taints);
        });
    }

    void heartbeatsEnd(String name) {
        world.timeline().after(GRACE, () -> find(name).ifPresent(this::lost));
    }

    private void lost(Node node) {
        List<Taint> taints = new ArrayList<>(node.taints());
        taints.add(new Taint(UNREACHABLE, "", "NoSchedule"));
        taints.add(new Taint(UNREACHABLE, "", "NoExecute"));
        report(node, ready("Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status."), taints);
        for (Pod pod : List.copyOf(world.store().podsOn(node.meta().name()))) {
            if (pod.status().isReady()) {
                world.tell(
                        pod.key(),
                        "unready",
                        because("its node is not heard of")
                                .given("node", node.meta().name()));
                world.store().apply(new Change.ReplaceStatus(pod.with(notReady(pod.status()))));
            }
        }
    }

    private void report(Node node, Condition condition, List<Taint> taints) {
        world.store().apply(new Change.ReplaceStatus(node.with(List.of(condition))));
        find(node.meta().name())
                .ifPresent(now -> world.store()
                        .apply(new Change.SetTaints(
                                now.meta().name(),
                                taints,
                                now.unschedulable(),
                                now.meta().version())));
    }

    private PodStatus notReady(PodStatus status) {
        List<Condition> conditions = new ArrayList<>(status.conditions());
        Condition unready = new Condition(
                "Ready", "False", "NodeNotReady", "", world.timeline().instant());
        conditions.replaceAll(condition -> condition.type().equals("Ready") ? unready : condition);
        return new PodStatus(
                status.phase(),
                status.started(),
                Optional.of(unready),
                conditions,
                status.containers(),
                status.nominatedNode());
    }

    void remove(String name) {
        find(name).ifPresent(node -> world.store().apply(new Change.Delete(node.key())));
    }

    /// Collects the pods of a node that does not exist, after the quarantine.
    void orphaned(String name) {
        if (quarantined.add(name)) {
            world.timeline().after(QUARANTINE, () -> collect(name));
        }
    }

    private void collect(String name) {
        quarantined.remove(name);
        if (find(name).isEmpty()) {
            List.copyOf(world.store().podsOn(name)).forEach(pod -> world.store().remove(pod.key()));
        }
    }

    private Optional<Node> find(String name) {
        return world.store().get(new ObjectKey("Node", "", name), Node.class);
    }

    private Condition ready(String status, String reason, String message) {
        return new Condition("Ready", status, reason, message, world.timeline().instant());
    }
}
