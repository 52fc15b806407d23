package dev.tidewright.core.nodes.down;

import dev.tidewright.core.objects.Budget;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// What the PodDisruptionBudgets still allow while a plan spends them. Not thread-safe.
///
/// Source: `pkg/core/scaledown/pdb/basic.go`.
public final class DisruptionBudgets {
    private static final class Remaining {
        private final Budget budget;
        private int allowed;

        Remaining(Budget budget) {
            this.budget = budget;
            this.allowed = budget.allowed();
        }
    }

    /// The budgets of one namespace, and which of them select the pods that share one label map.
    private static final class Space {
        private final List<Remaining> budgets = new ArrayList<>();
        private final IdentityHashMap<SortedMap<String, String>, List<Remaining>> byLabels = new IdentityHashMap<>();
    }

    private final Map<String, Space> spaces = new HashMap<>();

    public DisruptionBudgets(List<Budget> budgets) {
        for (Budget budget : budgets) {
            spaces.computeIfAbsent(budget.key().namespace(), space -> new Space())
                    .budgets
                    .add(new Remaining(budget));
        }
    }

    /// Whether any budget selects the pod.
    public boolean cover(Pod pod) {
        return !matching(pod).isEmpty();
    }

    /// The first budget that does not allow this pod to go.
    public Optional<ObjectKey> exhaustedFor(Pod pod) {
        for (Remaining remaining : matching(pod)) {
            if (remaining.allowed < 1) {
                return Optional.of(remaining.budget.key());
            }
        }
        return Optional.empty();
    }

    /// Whether all the pods may go at one time.
    public boolean allowAtOnce(List<Pod> pods) {
        IdentityHashMap<Remaining, Integer> needed = new IdentityHashMap<>();
        for (Pod pod : pods) {
            for (Remaining remaining : matching(pod)) {
                if (needed.merge(remaining, 1, Integer::sum) > remaining.allowed) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Counts the pods as gone. A budget may go below zero: a drain waits for its pods one after the other.
    public void spend(List<Pod> pods) {
        for (Pod pod : pods) {
            for (Remaining remaining : matching(pod)) {
                remaining.allowed--;
            }
        }
    }

    private List<Remaining> matching(Pod pod) {
        Space space = spaces.get(pod.meta().namespace());
        return space == null
                ? List.of()
                : space.byLabels.computeIfAbsent(pod.meta().labels(), labels -> selecting(space, labels));
    }

    private static List<Remaining> selecting(Space space, SortedMap<String, String> labels) {
        return space.budgets.stream()
                .filter(remaining -> remaining.budget.selector().isPresent()
                        && remaining.budget.selector().get().matches(labels))
                .toList();
    }
}
