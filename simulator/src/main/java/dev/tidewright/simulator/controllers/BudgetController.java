package dev.tidewright.simulator.controllers;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.loop.LoopRuntime;
import dev.tidewright.cluster.loop.Reconciler;
import dev.tidewright.cluster.objects.PodDisruptionBudget;
import dev.tidewright.cluster.objects.ReplicaSet;
import dev.tidewright.cluster.objects.Workload;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.OwnerReference;
import dev.tidewright.core.objects.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Keeps `status.disruptionsAllowed` of each PodDisruptionBudget. Source: `pkg/controller/disruption`.
final class BudgetController implements Reconciler {
    private static final int MAX_KNOWN = 1 << 14;

    private final Deputy deputy;
    private final LoopRuntime.Queue queue;
    /// Budgets by namespace and labels of a pod: the pods of one template ask the same. Never walked.
    private final Map<Labelled, List<ObjectKey>> known = new HashMap<>();

    private record Labelled(String namespace, SortedMap<String, String> labels) {}

    BudgetController(Deputy deputy, LoopRuntime runtime) {
        this.deputy = deputy;
        this.queue = runtime.drive("disruption", this);
        deputy.store().watch(PodDisruptionBudget.class, this::budgetChanged);
        deputy.store().watch(Pod.class, this::podChanged);
        deputy.store().watch(Workload.class, this::workloadChanged);
        deputy.store().list(PodDisruptionBudget.class).forEach(each -> queue.add(each.key()));
    }

    private void budgetChanged(Optional<PodDisruptionBudget> before, Optional<PodDisruptionBudget> after) {
        boolean onlyStatus = Deputy.hasSameSpec(before, after);
        if (!onlyStatus) {
            known.clear();
        }
        after.ifPresent(budget -> wake(budget.key()));
    }

    private void podChanged(Optional<Pod> before, Optional<Pod> after) {
        after.or(() -> before).ifPresent(pod -> budgetsOf(pod).forEach(this::wake));
    }

    /// A percentage is of the wanted replicas, so a change of those moves it.
    private void workloadChanged(Optional<Workload> before, Optional<Workload> after) {
        boolean scaled = before.isPresent()
                && after.isPresent()
                && before.get().replicas() != after.get().replicas();
        if (scaled) {
            Workload workload = after.get();
            budgetsOf(workload.meta().namespace(), workload.template().labels()).forEach(this::wake);
        }
    }

    private void wake(ObjectKey budget) {
        queue.addAfter(budget, deputy.lags().watch());
    }

    private List<ObjectKey> budgetsOf(Pod pod) {
        return budgetsOf(pod.meta().namespace(), pod.meta().labels());
    }

    private List<ObjectKey> budgetsOf(String namespace, SortedMap<String, String> labels) {
        List<PodDisruptionBudget> budgets = deputy.store().list(PodDisruptionBudget.class);
        if (budgets.isEmpty()) {
            return List.of();
        }
        if (known.size() >= MAX_KNOWN) {
            known.clear();
        }
        return known.computeIfAbsent(new Labelled(namespace, labels), pod -> selecting(pod, budgets));
    }

    private static List<ObjectKey> selecting(Labelled pod, List<PodDisruptionBudget> budgets) {
        List<ObjectKey> selecting = new ArrayList<>(1);
        for (PodDisruptionBudget budget : budgets) {
            if (budget.meta().namespace().equals(pod.namespace())
                    && budget.selector()
                            .filter(selector -> selector.matches(pod.labels()))
                            .isPresent()) {
                selecting.add(budget.key());
            }
        }
        return selecting;
    }

    @Override
    public Outcome reconcile(ObjectKey key) {
        deputy.store().get(key, PodDisruptionBudget.class).ifPresent(this::report);
        return Outcome.DONE;
    }

    private void report(PodDisruptionBudget budget) {
        Optional<LabelSelector> selector = budget.selector();
        List<Pod> pods = selector.isEmpty()
                ? List.of()
                : deputy.store().pods(budget.meta().namespace(), selector.get());
        int healthy = 0;
        for (Pod pod : pods) {
            healthy += !pod.isTerminating() && pod.status().isReady() ? 1 : 0;
        }
        Needs needs = needs(budget, pods);
        PodDisruptionBudget now = new PodDisruptionBudget(
                budget.meta(),
                budget.minAvailable(),
                budget.maxUnavailable(),
                selector,
                needs.expected() <= 0 ? 0 : Math.max(0, healthy - needs.healthy()),
                healthy,
                needs.healthy(),
                needs.expected());
        if (!now.equals(budget)) {
            deputy.apply(new Change.ReplaceStatus(now));
        }
    }

    private record Needs(int expected, int healthy) {}

    private Needs needs(PodDisruptionBudget budget, List<Pod> pods) {
        if (budget.maxUnavailable().isPresent()) {
            int expected = expectedScale(pods);
            int unavailable = IntOrPercent.ceiling(budget.maxUnavailable().get(), expected);
            return new Needs(expected, Math.max(0, expected - unavailable));
        }
        String minAvailable = budget.minAvailable().orElse("0");
        if (!IntOrPercent.isPercent(minAvailable)) {
            return new Needs(pods.size(), IntOrPercent.ceiling(minAvailable, pods.size()));
        }
        int expected = expectedScale(pods);
        return new Needs(expected, IntOrPercent.ceiling(minAvailable, expected));
    }

    /// The replicas that the controllers of these pods want in all; each counted once. A pod without a controller, or
    /// with one that has no scale, is not expected.
    private int expectedScale(List<Pod> pods) {
        Map<String, Integer> scales = new LinkedHashMap<>();
        String last = "";
        for (Pod pod : pods) {
            Optional<OwnerReference> owner = pod.meta().controller();
            if (owner.isPresent() && !owner.get().uid().equals(last)) {
                last = owner.get().uid();
                scaler(pod.meta().namespace(), owner.get())
                        .ifPresent(scaler -> scales.put(scaler.meta().uid(), scaler.replicas()));
            }
        }
        return scales.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// The workload that is scaled: for a ReplicaSet of a Deployment, the Deployment.
    private Optional<Workload> scaler(String namespace, OwnerReference owner) {
        Optional<Workload> workload = find(namespace, owner, Workload.class);
        return workload.filter(each -> each instanceof ReplicaSet)
                .flatMap(each -> each.meta().controller())
                .flatMap(above -> find(namespace, above, Workload.class))
                .or(() -> workload);
    }

    private <T extends KubeObject> Optional<T> find(String namespace, OwnerReference owner, Class<T> type) {
        return deputy.store().get(new ObjectKey(owner.kind(), namespace, owner.name()), type);
    }
}
