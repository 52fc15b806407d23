package dev.tidewright.core.nodes.down;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Which of the unneeded nodes may go now: unneeded for long enough, their group above its minimum, the cluster above
/// its. Not thread-safe.
///
/// Source: `pkg/core/scaledown/unneeded/nodes.go`, `pkg/processors/nodes/scale_down_set_processor.go`.
final class Readiness {
    private final ScaleDownView view;
    private final GroupIndex groups;
    private final SortedMap<String, Instant> unneededSince;
    private final ResourceFloor floor;
    private final Map<String, Integer> sizes = new HashMap<>();

    Readiness(ScaleDownView view, GroupIndex groups, SortedMap<String, Instant> unneededSince) {
        this.view = view;
        this.groups = groups;
        this.unneededSince = unneededSince;
        this.floor = new ResourceFloor(view.flags().limits(), view.nodes());
    }

    /// The nodes that may go, empty ones first and risky ones last; the others are noted in `unremovable`.
    List<Removable> sift(List<Removable> unneeded, Map<String, Unremovable> unremovable) {
        List<Removable> ready = new ArrayList<>();
        for (boolean empty : new boolean[] {true, false}) {
            for (Removable node : unneeded) {
                if (node.isEmpty() == empty) {
                    Optional<UnremovableReason> reason = reasonToStay(node);
                    reason.ifPresent(why -> unremovable.put(node.name(), Unremovable.of(node.name(), why)));
                    if (reason.isEmpty()) {
                        ready.add(node);
                    }
                }
            }
        }
        ready.sort(java.util.Comparator.comparing(node -> !node.isEmpty() && node.risky()));
        return withoutWaiting(withoutPartsOfGroups(ready, unremovable), unremovable);
    }

    private Optional<UnremovableReason> reasonToStay(Removable node) {
        Optional<ShrinkingGroup> group = groups.of(node);
        return group.isEmpty() ? Optional.of(UnremovableReason.NOT_AUTOSCALED) : reasonToStay(node, group.get());
    }

    private Optional<UnremovableReason> reasonToStay(Removable node, ShrinkingGroup group) {
        boolean ready = NodeTraits.isReady(node.node());
        Duration needed = ready
                ? group.options().scaleDownUnneededTime()
                : group.options().scaleDownUnreadyTime();
        Instant since = unneededSince.getOrDefault(node.name(), view.now());
        if (needed.isPositive() && !since.plus(needed).isBefore(view.now())) {
            return Optional.of(
                    ready ? UnremovableReason.NOT_UNNEEDED_LONG_ENOUGH : UnremovableReason.NOT_UNREADY_LONG_ENOUGH);
        }
        int size = sizes.getOrDefault(group.id(), group.targetSize());
        if (size - view.ongoing().countOf(group) <= group.minSize()) {
            return Optional.of(UnremovableReason.NODE_GROUP_MIN_SIZE_REACHED);
        }
        if (!floor.allowsLossOf(node.node())) {
            return Optional.of(UnremovableReason.MINIMAL_RESOURCE_LIMIT_EXCEEDED);
        }
        sizes.put(group.id(), size - 1);
        return Optional.empty();
    }

    private List<Removable> withoutPartsOfGroups(List<Removable> ready, Map<String, Unremovable> unremovable) {
        Map<String, Integer> counts = new HashMap<>();
        ready.forEach(node -> groups.of(node).ifPresent(group -> counts.merge(group.id(), 1, Integer::sum)));
        List<Removable> whole = new ArrayList<>();
        for (Removable node : ready) {
            if (groups.goesWhole(node) && !isComplete(groups.of(node).orElseThrow(), counts)) {
                unremovable.put(node.name(), Unremovable.of(node.name(), UnremovableReason.ATOMIC_SCALE_DOWN_FAILED));
            } else {
                whole.add(node);
            }
        }
        return whole;
    }

    private boolean isComplete(ShrinkingGroup group, Map<String, Integer> ready) {
        int count = ready.getOrDefault(group.id(), 0);
        return count == group.targetSize() || count == registered(group);
    }

    private long registered(ShrinkingGroup group) {
        return view.nodes().stream()
                .filter(node -> group.nodes().contains(node.meta().name()))
                .count();
    }

    private static List<Removable> withoutWaiting(List<Removable> ready, Map<String, Unremovable> unremovable) {
        List<Removable> now = new ArrayList<>();
        for (Removable node : ready) {
            if (node.awaited().isEmpty()) {
                now.add(node);
            } else {
                unremovable.put(
                        node.name(), Unremovable.of(node.name(), UnremovableReason.BLOCKED_BY_ON_COMPLETION_POD));
            }
        }
        return now;
    }
}
