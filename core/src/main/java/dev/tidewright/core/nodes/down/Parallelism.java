package dev.tidewright.core.nodes.down;

import dev.tidewright.core.nodes.NodeScalingFlags.ScaleDown;
import dev.tidewright.core.nodes.down.ScaleDownPlan.Start;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Cuts what is ready to what may go at one time: empty groups that go whole, then drained ones, then single nodes,
/// empty
/// ones first.
///
/// Source: `pkg/core/scaledown/budgets/budgets.go`.
final class Parallelism {
    private int all;
    private int drains;
    private boolean canOverflow = true;

    Parallelism(ScaleDown flags, Deletions ongoing) {
        all = flags.maxParallelism()
                - ongoing.empty().size()
                - ongoing.drained().size();
        drains = flags.maxDrainParallelism() - ongoing.drained().size();
    }

    Start crop(List<Removable> empty, List<Removable> drain, GroupIndex groups) {
        List<List<Removable>> emptyGroups = byGroup(empty, groups);
        List<List<Removable>> drainGroups = byGroup(drain, groups);
        List<Removable> emptyNow = new ArrayList<>();
        List<Removable> drainNow = new ArrayList<>();
        all -= whole(emptyGroups, groups, all, emptyNow);
        drains = Math.min(all, drains);
        int drained = whole(drainGroups, groups, drains, drainNow);
        all -= drained;
        drains -= drained;
        all -= single(emptyGroups, groups, all, emptyNow);
        drains = Math.min(all, drains);
        single(drainGroups, groups, drains, drainNow);
        return new Start(emptyNow, drainNow);
    }

    private static List<List<Removable>> byGroup(List<Removable> nodes, GroupIndex groups) {
        Map<String, List<Removable>> byId = new LinkedHashMap<>();
        for (Removable node : nodes) {
            groups.of(node)
                    .ifPresent(group -> byId.computeIfAbsent(group.id(), id -> new ArrayList<>())
                            .add(node));
        }
        return List.copyOf(byId.values());
    }

    /// One group may exceed the budget, so that large ones are not starved by single nodes.
    private int whole(List<List<Removable>> byGroup, GroupIndex groups, int budget, List<Removable> into) {
        int left = budget;
        for (List<Removable> group : byGroup) {
            if (!groups.goesWhole(group.getFirst())) {
                continue;
            }
            if (left < group.size() && (left == 0 || !canOverflow)) {
                break;
            }
            into.addAll(group);
            left -= group.size();
            canOverflow = false;
        }
        return budget - left;
    }

    private static int single(List<List<Removable>> byGroup, GroupIndex groups, int budget, List<Removable> into) {
        int taken = 0;
        for (List<Removable> group : byGroup) {
            if (groups.goesWhole(group.getFirst())) {
                continue;
            }
            List<Removable> now = group.subList(0, Math.clamp(budget - (long) taken, 0, group.size()));
            into.addAll(now);
            taken += now.size();
        }
        return taken;
    }
}
