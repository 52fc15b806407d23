package dev.tidewright.core.nodes.up;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.nodes.up.ScaleUpDecision.Result;
import dev.tidewright.core.nodes.up.ScaleUpDecision.Unhelped;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.scheduling.ClusterPicture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides which groups grow for the pods that fit nowhere.
///
/// The picture is changed: machines on order come into it, nodes that are still starting go out of it for them, and
/// pending pods that fit are placed, which is how scale-down wants it. Fork it first to have it back.
///
/// Source: `pkg/core/static_autoscaler.go`, `pkg/core/scaleup/orchestrator/orchestrator.go`.
public final class ScaleUpPlanning {
    private final ScaleUpView view;
    private final ClusterPicture picture;
    private final Rotation rotation = new Rotation();
    private final Prospects prospects;
    private final PendingPods pending;

    private ScaleUpPlanning(ScaleUpView view) {
        this.view = view;
        this.picture = view.picture();
        this.prospects = new Prospects(view);
        this.pending = new PendingPods(view);
    }

    public static ScaleUpDecision decide(ScaleUpView view) {
        return new ScaleUpPlanning(view).decide();
    }

    private ScaleUpDecision decide() {
        addUpcoming();
        List<Node> nodes = picturedNodes();
        List<Pod> unplaced = pending.toHelp(rotation);
        return decide(unplaced.stream().filter(pending::isOldEnough).toList(), nodes)
                .withPodsToHelp(unplaced);
    }

    private ScaleUpDecision decide(List<Pod> toHelp, List<Node> nodes) {
        if (toHelp.isEmpty()) {
            return without(Result.NOT_NEEDED, toHelp, List.of(), because("no pod is left without a place"));
        }
        int max = view.flags().limits().maxNodes();
        if (max > 0 && readyNodes() >= max) {
            Explanation why = because("max total nodes in cluster reached").given("max-nodes-total", max);
            return without(Result.LIMITED_BY_MAX_NODES, toHelp, List.of(new Unhelped(toHelp, Map.of(), Map.of())), why);
        }
        if (pending.areAllNew(toHelp)) {
            return without(Result.IN_COOLDOWN, toHelp, List.of(), because("all pods are new; more may come"));
        }
        return new GroupChoice(view, prospects, rotation, nodes).decide(toHelp);
    }

    private static ScaleUpDecision without(Result result, List<Pod> toHelp, List<Unhelped> remaining, Explanation why) {
        return new ScaleUpDecision(
                result, toHelp, List.of(), Optional.empty(), List.of(), List.of(), remaining, List.of(), Map.of(), why);
    }

    private long readyNodes() {
        return view.nodes().stream()
                .filter(dev.tidewright.core.nodes.down.NodeTraits::isReady)
                .count();
    }

    /// Machines on order stand in the picture as if they were there; registered ones that still start leave it.
    private void addUpcoming() {
        for (GrowingGroup group : view.groups()) {
            for (int i = 0; i < prospects.health(group.id()).upcoming(); i++) {
                prospects.template(group.id()).addTo(picture, "upcoming-" + i);
            }
        }
        for (GrowingGroup group : view.groups()) {
            GroupHealth state = prospects.health(group.id());
            if (state.upcoming() > 0) {
                state.notStarted().forEach(picture::removeNode);
            }
        }
    }

    private List<Node> picturedNodes() {
        List<Node> nodes = new ArrayList<>();
        for (int slot = 0; slot < picture.slots(); slot++) {
            if (picture.holdsNode(slot)) {
                nodes.add(picture.node(slot));
            }
        }
        return nodes;
    }

    /// The groups that each expander alone would keep of some options, by expander.
    ///
    /// @param view as before the decision
    public static Map<String, List<String>> alternatives(ScaleUpView view, List<Option> options) {
        var prospects = new Prospects(view);
        Map<String, List<String>> kept = new LinkedHashMap<>();
        for (String expander : Expanders.NAMES) {
            List<Option> left = new Expanders(view, prospects).keep(expander, options);
            kept.put(expander, left.stream().map(Option::group).toList());
        }
        return kept;
    }

    /// Brings groups below their minimum up to it (`--enforce-node-group-min-size`). Empty where none is.
    ///
    /// @param view  as before scale-up
    /// @param grown what scale-up has just ordered
    public static Optional<List<Resize>> minimumSizes(ScaleUpView view, List<Resize> grown) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        grown.forEach(resize -> sizes.put(resize.group(), resize.to()));
        return new ScaleUpPlanning(view).minimumSizes(sizes);
    }

    private Optional<List<Resize>> minimumSizes(Map<String, Integer> sizes) {
        var quota = new Quota(view.flags().limits(), picturedNodes());
        List<Resize> plan = new ArrayList<>();
        for (GrowingGroup group : view.groups()) {
            int size = sizes.getOrDefault(group.id(), group.targetSize());
            boolean fit = group.hold().isEmpty() && prospects.health(group.id()).healthy();
            Node node = prospects.template(group.id()).node();
            if (size < group.minSize() && fit && quota.exceeded(node, 1).isEmpty()) {
                int added = capped(quota.allowed(node, group.minSize() - size), size);
                if (added >= 1) {
                    plan.add(new Resize(group.id(), size, size + added, group.maxSize()));
                }
            }
        }
        return plan.isEmpty() ? Optional.empty() : Optional.of(plan);
    }

    /// Upstream measures the cluster's limit against the size of the group alone here.
    private int capped(int newNodes, int current) {
        int max = view.flags().limits().maxNodes();
        return max > 0 && newNodes + current > max ? max - current : newNodes;
    }
}
