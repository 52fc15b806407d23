package dev.tidewright.core.nodes.up;

import dev.tidewright.core.nodes.NodeScalingFlags;
import dev.tidewright.core.nodes.down.NodeTraits;
import dev.tidewright.core.nodes.down.PodTraits;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.OwnerReference;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.objects.Taint;
import dev.tidewright.core.scheduling.DaemonFit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Works out what a new node of each group will look like: like its first usable node, else like the cloud says.
///
/// Source: `pkg/processors/nodeinfosprovider` and `pkg/simulator/node_info_utils.go`.
final class NodeTemplates {
    private static final Duration SETTLED_AFTER = Duration.ofMinutes(1);
    private static final String TEMPLATE_LABEL = "cluster-autoscaler.kubernetes.io/template-node";
    private static final String SYSTEM_NODE_CRITICAL = "system-node-critical";
    private static final Map<String, String> DEPRECATED_TWINS = new TreeMap<>(Map.of(
            "node.kubernetes.io/instance-type", "beta.kubernetes.io/instance-type",
            "topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone",
            "topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/region"));
    /// Taints that tell a passing state of a node, and so nothing of the next one.
    private static final Set<String> PASSING_TAINTS = Set.of(
            NodeTraits.TO_BE_DELETED,
            NodeTraits.DELETION_CANDIDATE,
            "CriticalAddonsOnly.rescheduler",
            "node.kubernetes.io/not-ready",
            "node.kubernetes.io/unreachable",
            "node.kubernetes.io/unschedulable",
            "node.kubernetes.io/memory-pressure",
            "node.kubernetes.io/disk-pressure",
            "node.kubernetes.io/network-unavailable",
            "node.kubernetes.io/pid-pressure",
            "node.cloudprovider.kubernetes.io/uninitialized",
            "node.cloudprovider.kubernetes.io/shutdown");

    private final ScaleUpView view;

    private NodeTemplates(ScaleUpView view) {
        this.view = view;
    }

    /// Templates by group, in the order of the groups.
    static Map<String, NodeTemplate> of(ScaleUpView view) {
        var templates = new NodeTemplates(view);
        Map<String, Node> examples = templates.examples();
        Map<String, NodeTemplate> byGroup = new LinkedHashMap<>();
        for (GrowingGroup group : view.groups()) {
            Node example = examples.get(group.id());
            byGroup.put(
                    group.id(), example == null ? templates.fromCloud(group) : templates.fromNode(group.id(), example));
        }
        return byGroup;
    }

    /// The first usable node of each group.
    private Map<String, Node> examples() {
        Map<String, String> groupOf = new LinkedHashMap<>();
        view.groups().forEach(group -> group.nodes().forEach(node -> groupOf.put(node, group.id())));
        Map<String, Node> examples = new LinkedHashMap<>();
        for (Node node : view.nodes()) {
            String group = groupOf.get(node.meta().name());
            if (group != null && isUsable(node)) {
                examples.putIfAbsent(group, node);
            }
        }
        return examples;
    }

    private boolean isUsable(Node node) {
        return NodeTraits.isReady(node)
                && !node.unschedulable()
                && readySince(node).isPresent()
                && readySince(node).get().plus(SETTLED_AFTER).isBefore(view.now());
    }

    private static Optional<java.time.Instant> readySince(Node node) {
        return node.conditions().stream()
                .filter(condition -> condition.type().equals("Ready"))
                .map(Condition::transition)
                .findFirst();
    }

    private NodeTemplate fromNode(String group, Node example) {
        Node node = sanitised(group, example);
        List<Pod> there = view.picture().find(example.meta().name()).stream()
                .mapToObj(slot -> view.picture().pods(slot))
                .flatMap(List::stream)
                .filter(pod -> !pod.isTerminating())
                .toList();
        List<Pod> pods = new ArrayList<>(there.stream()
                .filter(pod -> PodTraits.isMirror(pod) || PodTraits.belongsToDaemonSet(pod))
                .toList());
        Set<String> running = new HashSet<>();
        there.forEach(pod -> pod.meta().controller().ifPresent(owner -> running.add(owner.uid())));
        boolean all = view.flags().scaleUp().forceDaemonSets();
        for (Daemon daemon : view.daemons()) {
            boolean wanted = all || isSystemCritical(daemon.template().spec());
            if (wanted
                    && !running.contains(daemon.meta().uid())
                    && DaemonFit.runsOn(daemon.template().spec(), node)) {
                pods.add(pod(daemon, node));
            }
        }
        return new NodeTemplate(node, pods);
    }

    private NodeTemplate fromCloud(GrowingGroup group) {
        Node node = sanitised(group.id(), group.template());
        SortedMap<String, String> labels = new TreeMap<>(node.meta().labels());
        DEPRECATED_TWINS.forEach((label, twin) -> {
            if (labels.containsKey(label)) {
                labels.put(twin, labels.get(label));
            }
        });
        Node labelled = NodeTemplate.with(node, node.meta().withLabels(Sorted.copyOf(labels)), node.taints());
        List<Pod> pods = view.daemons().stream()
                .filter(daemon -> DaemonFit.runsOn(daemon.template().spec(), labelled))
                .map(daemon -> pod(daemon, labelled))
                .toList();
        return new NodeTemplate(labelled, pods);
    }

    private Node sanitised(String group, Node example) {
        String name = "template-node-for-" + group;
        Node node = NodeTemplate.renamed(example, name);
        SortedMap<String, String> labels = new TreeMap<>(node.meta().labels());
        labels.put(TEMPLATE_LABEL, "true");
        List<Taint> taints =
                node.taints().stream().filter(taint -> !passes(taint.key())).toList();
        return NodeTemplate.with(node, node.meta().withLabels(Sorted.copyOf(labels)), taints);
    }

    private boolean passes(String taint) {
        NodeScalingFlags.ScaleUp flags = view.flags().scaleUp();
        return PASSING_TAINTS.contains(taint)
                || taint.startsWith("ignore-taint.cluster-autoscaler.kubernetes.io/")
                || taint.startsWith("startup-taint.cluster-autoscaler.kubernetes.io/")
                || taint.startsWith("status-taint.cluster-autoscaler.kubernetes.io/")
                || flags.startupTaints().contains(taint)
                || flags.statusTaints().contains(taint)
                || flags.startupTaintPrefixes().stream().anyMatch(taint::startsWith);
    }

    private static boolean isSystemCritical(PodSpec spec) {
        return spec.priorityClass().equals(SYSTEM_NODE_CRITICAL)
                && spec.preemptionPolicy().equals("PreemptLowerPriority");
    }

    private static Pod pod(Daemon daemon, Node node) {
        ObjectMeta owner = daemon.meta();
        var reference = new OwnerReference("apps/v1", "DaemonSet", owner.name(), owner.uid(), true);
        var meta = new ObjectMeta(
                owner.namespace(),
                owner.name() + "-" + node.meta().name(),
                "",
                daemon.template().labels(),
                daemon.template().annotations(),
                List.of(reference),
                owner.created(),
                Optional.empty(),
                0,
                1);
        return new Pod(meta, daemon.template().spec(), Optional.of(node.meta().name()), PodStatus.PENDING);
    }
}
