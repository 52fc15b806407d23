package dev.tidewright.core.nodes.down;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.nodes.NodeGroupOptions;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Everything that keeps a node, where a plan stops at the first. Each is asked for by itself.
public final class NodeKeepers {
    /// Hours of a month, as clouds count them.
    private static final double HOURS_A_MONTH = 730;

    private final ScaleDownView view;
    private final ScaleDownMemory memory;
    private final Node node;
    private final List<Keeper> keepers = new ArrayList<>();

    private NodeKeepers(ScaleDownView view, ScaleDownMemory memory, Node node) {
        this.view = view;
        this.memory = memory;
        this.node = node;
    }

    /// What keeps the node; empty where it may go in the next look.
    ///
    /// @param view given back as it was
    public static List<Keeper> of(ScaleDownView view, ScaleDownMemory memory, Node node) {
        var asked = new NodeKeepers(view, memory, node);
        asked.ask();
        return List.copyOf(asked.keepers);
    }

    /// The same in one value, with what the node costs.
    ///
    /// @param hourlyPrice of its machine; empty where unknown
    public static Explanation explain(
            ScaleDownView view, ScaleDownMemory memory, Node node, Optional<Double> hourlyPrice) {
        List<Keeper> keepers = of(view, memory, node);
        String cost = hourlyPrice
                .map(price -> String.format(Locale.ROOT, "%.2f", price * HOURS_A_MONTH))
                .orElse("unknown");
        Explanation why = because(keepers.isEmpty() ? "nothing keeps it" : "kept by " + keepers.size())
                .given("cost a month", cost);
        for (Keeper keeper : keepers) {
            why = why.step(keeper.explanation().given("cost a month", cost));
        }
        return why;
    }

    private void ask() {
        Optional<ShrinkingGroup> group =
                new GroupIndex(view.groups()).of(node.meta().name());
        if (NodeTraits.isBeingDeleted(node, view.now())) {
            add(UnremovableReason.CURRENTLY_BEING_DELETED, node.key(), "it is on its way out", "nothing; wait");
        }
        if (NodeTraits.isKept(node)) {
            add(
                    UnremovableReason.SCALE_DOWN_DISABLED_ANNOTATION,
                    node.key(),
                    NodeTraits.SCALE_DOWN_DISABLED + " is true",
                    "remove the annotation");
        }
        if (group.isEmpty()) {
            add(
                    UnremovableReason.NOT_AUTOSCALED,
                    node.key(),
                    "it belongs to no node group",
                    "put it into a group that is scaled");
            return;
        }
        askGroup(group.get());
        askLoad(group.get().options());
        askPods();
        askTime(group.get());
    }

    private void add(UnremovableReason reason, ObjectKey object, String detail, String remedy) {
        keepers.add(new Keeper(reason.word(), object, detail, remedy));
    }

    private void askGroup(ShrinkingGroup group) {
        var key = new ObjectKey("NodeGroup", "", group.id());
        int left = group.targetSize() - view.ongoing().countOf(group);
        if (left <= group.minSize()) {
            add(
                    UnremovableReason.NODE_GROUP_MIN_SIZE_REACHED,
                    key,
                    "size %d, minimum %d".formatted(left, group.minSize()),
                    "lower the group's minimum");
        }
        if (!new ResourceFloor(view.flags().limits(), view.nodes()).allowsLossOf(node)) {
            add(
                    UnremovableReason.MINIMAL_RESOURCE_LIMIT_EXCEEDED,
                    key,
                    "the cluster would fall below its least amount",
                    "lower the minimum of --cores-total or --memory-total");
        }
    }

    private List<Pod> pods() {
        return view.picture().find(node.meta().name()).stream()
                .mapToObj(slot -> view.picture().pods(slot))
                .flatMap(List::stream)
                .toList();
    }

    private void askLoad(NodeGroupOptions options) {
        var load = new NodeLoad(view.flags().scaleDown().ignoreMirrorPodsUtilization(), view.now());
        Optional<Utilisation> use = Utilisation.of(node, load.of(pods(), options.ignoreDaemonSetsUtilization()));
        double threshold = use.flatMap(Utilisation::gpu).isPresent()
                ? options.scaleDownGpuUtilizationThreshold()
                : options.scaleDownUtilizationThreshold();
        if (use.isPresent() && use.get().share() > threshold) {
            add(
                    UnremovableReason.NOT_UNDERUTILIZED,
                    node.key(),
                    "%s asked for: %s of allocatable, threshold %s"
                            .formatted(use.get().resource(), percent(use.get().share()), percent(threshold)),
                    "lower the requests of its pods, or raise --scale-down-utilization-threshold");
        }
        if (!view.flags().scaleDown().unreadyEnabled() && !NodeTraits.isReady(node)) {
            add(
                    UnremovableReason.SCALE_DOWN_UNREADY_DISABLED,
                    node.key(),
                    "it is not ready",
                    "set --scale-down-unready-enabled");
        }
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f%%", 100 * share);
    }

    private void askPods() {
        var budgets = new DisruptionBudgets(view.budgets());
        var rules = new DrainRules(view.flags().draining(), view.owners(), budgets, view.now());
        List<Pod> moving = new ArrayList<>();
        for (Pod pod : pods()) {
            for (BlockReason reason : rules.blockers(pod)) {
                Optional<ObjectKey> budget =
                        reason == BlockReason.NOT_ENOUGH_PDB ? budgets.exhaustedFor(pod) : Optional.empty();
                keepers.add(new Keeper(
                        reason.word(), budget.orElse(pod.key()), "pod " + pod.key() + " blocks", reason.remedy()));
            }
            switch (rules.of(pod)) {
                case PodDrain.Moves() -> moving.add(pod);
                case PodDrain.Awaited() ->
                    add(
                            UnremovableReason.BLOCKED_BY_ON_COMPLETION_POD,
                            pod.key(),
                            "it is to run to its end",
                            "nothing; wait for it");
                case PodDrain.Blocks blocks -> {}
                case PodDrain.EndsWithNode ends -> {}
                case PodDrain.Ignored ignored -> {}
            }
        }
        for (HomelessPods.Homeless pod : HomelessPods.of(view, node, moving)) {
            add(
                    UnremovableReason.NO_PLACE_TO_MOVE_PODS,
                    pod.pod().key(),
                    "no other node takes it: " + pod.reasons(),
                    "loosen what it asks for, or make room on a node that it may use");
        }
    }

    private void askTime(ShrinkingGroup group) {
        if (!keepers.isEmpty()) {
            return; // its time has not begun to run
        }
        boolean ready = NodeTraits.isReady(node);
        Duration needed = ready
                ? group.options().scaleDownUnneededTime()
                : group.options().scaleDownUnreadyTime();
        Instant since = memory.unneededSince().getOrDefault(node.meta().name(), view.now());
        if (needed.isPositive() && !since.plus(needed).isBefore(view.now())) {
            add(
                    ready ? UnremovableReason.NOT_UNNEEDED_LONG_ENOUGH : UnremovableReason.NOT_UNREADY_LONG_ENOUGH,
                    new ObjectKey("NodeGroup", "", group.id()),
                    "unneeded since %s, may go after %s".formatted(since, since.plus(needed)),
                    ready
                            ? "nothing; wait, or lower --scale-down-unneeded-time"
                            : "nothing; wait, or lower --scale-down-unready-time");
        }
    }
}
