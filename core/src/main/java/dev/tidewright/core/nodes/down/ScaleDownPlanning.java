package dev.tidewright.core.nodes.down;

import dev.tidewright.core.nodes.down.RemovalSimulation.Result;
import dev.tidewright.core.nodes.down.ScaleDownPlan.Start;
import dev.tidewright.core.objects.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Plans which nodes go. Pure: same view and memory, same plan.
///
/// Source: `pkg/core/scaledown/planner/planner.go`.
public final class ScaleDownPlanning {
    private final ScaleDownView view;
    private final ScaleDownMemory memory;
    private final Optional<Duration> shortest;
    private final GroupIndex groups;
    private final Map<String, Unremovable> unremovable = new LinkedHashMap<>();
    private final SortedMap<String, Instant> recheckAt = new TreeMap<>();
    private final List<Removable> unneeded = new ArrayList<>();
    private final RemovalSimulation simulation;

    private ScaleDownPlanning(ScaleDownView view, ScaleDownMemory memory) {
        this.view = view;
        this.memory = memory;
        this.shortest = memory.seen(view.now()).shortest();
        this.groups = new GroupIndex(view.groups());
        var budgets = new DisruptionBudgets(view.budgets());
        var rules = new DrainRules(view.flags().draining(), view.owners(), budgets, view.now());
        this.simulation = new RemovalSimulation(view, rules, budgets, memory.hints());
    }

    public static ScaleDownPlan plan(ScaleDownView view, ScaleDownMemory memory) {
        view.picture().fork();
        try {
            return new ScaleDownPlanning(view, memory).plan();
        } finally {
            view.picture().revert();
        }
    }

    private ScaleDownPlan plan() {
        List<Node> candidates = Candidates.of(view, memory, groups);
        List<Node> open = candidates.stream()
                .filter(node -> !view.ongoing().contains(node.meta().name()))
                .toList();
        memory.recheckAt().forEach((node, until) -> {
            if (until.isAfter(view.now()) && view.picture().find(node).isPresent()) {
                recheckAt.put(node, until);
            }
        });
        var eligibility = new Eligibility(view, memory, groups);
        findUnneeded(eligibility.sift(open, unremovable));
        SortedMap<String, Instant> since = unneededSince();
        List<Removable> ready = new Readiness(view, groups, since).sift(unneeded, unremovable);
        return plan(candidates, eligibility.utilisation(), ready, since);
    }

    private ScaleDownPlan plan(
            List<Node> candidates,
            Map<String, Utilisation> utilisation,
            List<Removable> ready,
            SortedMap<String, Instant> since) {
        List<Removable> empty = ready.stream().filter(Removable::isEmpty).toList();
        List<Removable> drain = ready.stream().filter(node -> !node.isEmpty()).toList();
        Start start = new Parallelism(view.flags().scaleDown(), view.ongoing()).crop(empty, drain, groups);
        var next = new ScaleDownMemory(since, recheckAt, simulation.hints(), Optional.of(view.now()), shortest);
        List<String> names = candidates.stream().map(node -> node.meta().name()).toList();
        return new ScaleDownPlan(names, utilisation, unneeded, unremovable, empty, drain, start, next);
    }

    private SortedMap<String, Instant> unneededSince() {
        SortedMap<String, Instant> since = new TreeMap<>();
        for (Removable node : unneeded) {
            since.put(node.name(), memory.unneededSince().getOrDefault(node.name(), view.now()));
        }
        return since;
    }

    private void findUnneeded(List<Node> eligible) {
        int limit = limit();
        int single = 0;
        for (Node node : eligible) {
            if (single >= limit) {
                return;
            }
            switch (simulation.tryRemoving(node)) {
                case Result.Goes(Removable removable) -> {
                    unneeded.add(removable);
                    single += groups.goesWhole(removable) ? 0 : 1; // a group that goes whole must be found whole
                }
                case Result.Stays(Unremovable stays) -> keep(stays);
            }
        }
    }

    private void keep(Unremovable node) {
        unremovable.put(node.node(), node);
        recheckAt.put(node.node(), view.now().plus(view.flags().scaleDown().recheck()));
    }

    /// After how many unneeded nodes looking for more is a waste: they could not be given back sooner anyway.
    private int limit() {
        int parallel = view.flags().scaleDown().maxParallelism();
        Duration unneededTime = view.flags().groupDefaults().scaleDownUnneededTime();
        long known =
                Math.min(unneededTime.toNanos(), shortest.orElse(unneededTime).toNanos());
        long interval = Math.max(1, known);
        long loops = Math.max(unneededTime.toNanos(), interval) / interval;
        long bound = Math.addExact(Math.multiplyExact(parallel, loops), parallel);
        return (int) Math.min(bound, memory.unneededSince().size() + 2L * parallel);
    }
}
