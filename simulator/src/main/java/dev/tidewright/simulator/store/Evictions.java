package dev.tidewright.simulator.store;

import dev.tidewright.cluster.objects.PodDisruptionBudget;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodStatus.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether a pod may be evicted, and what that costs its budget. Source: the eviction subresource of the API server
/// (`pkg/registry/core/pod/storage/eviction.go`), policy `IfHealthyBudget`.
final class Evictions {
    private Evictions() {}

    /// What was decided.
    sealed interface Verdict {
        /// @param budget the budget with one disruption fewer; empty where none is charged
        record Allowed(Optional<PodDisruptionBudget> budget) implements Verdict {}

        record Refused(String reason) implements Verdict {}
    }

    static Verdict decide(Pod pod, List<PodDisruptionBudget> budgets) {
        boolean ignoresBudgets =
                pod.isTerminating() || pod.status().isOver() || pod.status().phase() == Phase.PENDING;
        List<PodDisruptionBudget> guarding = ignoresBudgets ? List.of() : guarding(pod, budgets);
        if (guarding.isEmpty()) {
            return new Verdict.Allowed(Optional.empty());
        }
        return guarding.size() > 1 ? new Verdict.Refused(Words.TWO_BUDGETS) : charge(pod, guarding.getFirst());
    }

    private static List<PodDisruptionBudget> guarding(Pod pod, List<PodDisruptionBudget> budgets) {
        List<PodDisruptionBudget> guarding = new ArrayList<>(1);
        for (PodDisruptionBudget budget : budgets) {
            if (budget.meta().namespace().equals(pod.meta().namespace())
                    && budget.selector().isPresent()
                    && budget.selector().get().matches(pod.meta().labels())) {
                guarding.add(budget);
            }
        }
        return guarding;
    }

    private static Verdict charge(Pod pod, PodDisruptionBudget budget) {
        boolean healthyWithout = budget.currentHealthy() >= budget.desiredHealthy() && budget.desiredHealthy() > 0;
        if (!pod.status().isReady() && healthyWithout) {
            return new Verdict.Allowed(Optional.empty());
        }
        if (budget.allowed() <= 0) {
            return new Verdict.Refused(
                    Words.budgetNeeds(budget.meta().name(), budget.desiredHealthy(), budget.currentHealthy()));
        }
        return new Verdict.Allowed(Optional.of(withAllowed(budget, budget.allowed() - 1)));
    }

    private static PodDisruptionBudget withAllowed(PodDisruptionBudget budget, int allowed) {
        return new PodDisruptionBudget(
                budget.meta(),
                budget.minAvailable(),
                budget.maxUnavailable(),
                budget.selector(),
                allowed,
                budget.currentHealthy(),
                budget.desiredHealthy(),
                budget.expectedPods());
    }
}
