package dev.tidewright.core.scheduling;

import dev.tidewright.core.objects.Budget;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Pod;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Which pods of lower priority would have to go so that a pod finds a node. Decides only; tries it out on the picture
/// and takes that back. Not thread-safe.
///
/// Source: kube-scheduler's `DefaultPreemption` plugin.
public final class Preemption {
    /// `minCandidateNodesAbsolute` and `minCandidateNodesPercentage`: so many nodes are weighed against each other.
    private static final int CANDIDATES = 100;

    private static final int CANDIDATES_PERCENT = 10;

    private final ClusterPicture picture;
    private final Fit fit;
    private final UnaryOperator<Pod> current;
    private int from;

    /// @param current a pictured pod as it is now: since when it runs is not in the picture
    public Preemption(ClusterPicture picture, Fit fit, UnaryOperator<Pod> current) {
        this.picture = picture;
        this.fit = fit;
        this.current = current;
    }

    /// What would have to go for the pod, at the least cost; empty where nothing would help.
    public Optional<Sacrifice> find(Pod pod, PodShape shape, List<Budget> budgets) {
        int enough = Math.max(CANDIDATES, picture.nodeCount() * CANDIDATES_PERCENT / 100);
        List<Sacrifice> candidates = new ArrayList<>();
        int slots = picture.slots();
        for (int i = 0; i < slots && candidates.size() < enough; i++) {
            int slot = (from + i) % slots;
            if (picture.holdsNode(slot)) {
                on(slot, pod, shape, budgets).ifPresent(candidates::add);
            }
        }
        from = slots == 0 ? 0 : (from + 1) % slots;
        return candidates.stream().min(Sacrifice.LEAST);
    }

    private Optional<Sacrifice> on(int slot, Pod pod, PodShape shape, List<Budget> budgets) {
        List<Pod> lower = lowerOn(slot, pod.spec().priority());
        if (lower.isEmpty()) {
            return Optional.empty();
        }
        picture.fork();
        lower.forEach(picture::remove);
        List<Pod> victims = new ArrayList<>();
        int violations = 0;
        boolean fits = fit.fits(shape, slot);
        if (fits) {
            Set<Pod> held = heldByBudgets(lower, budgets);
            victims.addAll(cannotStay(lower.stream().filter(held::contains).toList(), shape, slot));
            violations = victims.size();
            victims.addAll(cannotStay(
                    lower.stream().filter(each -> !held.contains(each)).toList(), shape, slot));
        }
        picture.revert();
        victims.sort(Sacrifice.MOST_IMPORTANT);
        return victims.isEmpty()
                ? Optional.empty()
                : Optional.of(new Sacrifice(slot, picture.node(slot).meta().name(), victims, violations));
    }

    /// The pods of lower priority on a node as they are now, the most important first.
    private List<Pod> lowerOn(int slot, int priority) {
        List<Pod> lower = new ArrayList<>();
        for (Pod pod : picture.pods(slot)) {
            if (pod.spec().priority() < priority) {
                lower.add(current.apply(pod));
            }
        }
        lower.sort(Sacrifice.MOST_IMPORTANT);
        return lower;
    }

    /// Puts pods back one after the other while the new pod still fits; the others would have to go.
    private List<Pod> cannotStay(List<Pod> lower, PodShape shape, int slot) {
        List<Pod> victims = new ArrayList<>();
        for (Pod pod : lower) {
            if (picture.add(pod) && !fit.fits(shape, slot)) {
                picture.remove(pod);
                victims.add(pod);
            }
        }
        return victims;
    }

    /// The pods that their budgets would not let go, if all of them went in this order.
    private static Set<Pod> heldByBudgets(List<Pod> pods, List<Budget> budgets) {
        int[] allowed = budgets.stream().mapToInt(Budget::allowed).toArray();
        Set<Pod> held = new HashSet<>(); // asked, never walked
        for (Pod pod : pods) {
            for (int i = 0; i < allowed.length; i++) {
                if (budgets.get(i).guards(pod) && --allowed[i] < 0) {
                    held.add(pod);
                }
            }
        }
        return held;
    }

    /// On how many nodes it would not help, whoever went.
    public int unhelpful(PodShape shape) {
        int count = 0;
        for (int slot = 0; slot < picture.slots(); slot++) {
            if (picture.holdsNode(slot)
                    && fit.check(shape, slot) instanceof Verdict.Rejected rejected
                    && !mayHelp(rejected, shape, picture.node(slot))) {
                count++;
            }
        }
        return count;
    }

    /// Source: which filters answer `UnschedulableAndUnresolvable`.
    private static boolean mayHelp(Verdict.Rejected rejected, PodShape shape, Node node) {
        return switch (rejected.plugin()) {
            case NODE_UNSCHEDULABLE, NODE_NAME, TAINT_TOLERATION, NODE_AFFINITY -> false;
            case NODE_PORTS, VOLUME_RESTRICTIONS -> true;
            case NODE_RESOURCES_FIT ->
                shape.cpuMilli() <= node.allocatable().cpuMilli()
                        && shape.memoryBytes() <= node.allocatable().memoryBytes();
            case POD_TOPOLOGY_SPREAD -> !rejected.reasons().getFirst().endsWith("(missing required label)");
            case INTER_POD_AFFINITY -> !rejected.reasons().getFirst().equals("node(s) didn't match pod affinity rules");
        };
    }
}
