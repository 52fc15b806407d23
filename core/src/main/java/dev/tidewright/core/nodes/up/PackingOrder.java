package dev.tidewright.core.nodes.up;

import dev.tidewright.core.objects.Affinity.PodTerm;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.units.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;

/// The order in which groups of pods are packed: the greedier for cpu and memory first.
///
/// Source: `pkg/estimator/decreasing_pod_orderer.go`, `determineBestPEGToFastpath` of the estimator.
///
/// @param lastByArithmetic whether the last group may be packed by arithmetic
record PackingOrder(List<PodGroup> groups, boolean lastByArithmetic) {
    static PackingOrder of(List<PodGroup> groups, Node node, boolean fast) {
        IdentityHashMap<PodGroup, Double> scores = new IdentityHashMap<>();
        groups.forEach(group -> scores.put(group, score(group.shape().spec(), node)));
        List<PodGroup> ordered = new ArrayList<>(groups);
        ordered.sort(Comparator.comparingDouble((PodGroup group) -> scores.get(group))
                .reversed());
        if (!fast) {
            return new PackingOrder(ordered, false);
        }
        int best = mostToSave(ordered, node);
        if (best >= 0) {
            ordered.add(ordered.remove(best));
        }
        return new PackingOrder(ordered, best >= 0);
    }

    private static double score(PodSpec spec, Node node) {
        Quantity cpu = Quantity.ZERO;
        Quantity memory = Quantity.ZERO;
        for (Container container : spec.containers()) {
            cpu = cpu.plus(container.requests().get(Resources.CPU).orElse(Quantity.ZERO));
            memory = memory.plus(container.requests().get(Resources.MEMORY).orElse(Quantity.ZERO));
        }
        long allCpu = node.allocatable().cpuMilli();
        long allMemory = node.allocatable().memoryBytes();
        double score = allCpu > 0 ? (double) cpu.milli() / allCpu : 0;
        return score + (allMemory > 0 ? (double) memory.value() / allMemory : 0);
    }

    /// The group for which arithmetic saves the most steps, the last of equals; -1: it suits none.
    private static int mostToSave(List<PodGroup> groups, Node node) {
        int best = -1;
        int most = 0;
        for (int i = 0; i < groups.size(); i++) {
            PodGroup group = groups.get(i);
            int pods = group.pods().size();
            int nodes = nodes(group, node);
            int saved = nodes > 0 ? pods - pods / nodes : 0;
            if (saved >= most && suitsArithmetic(group.shape().spec())) {
                best = i;
                most = saved;
            }
        }
        return best;
    }

    /// How many nodes the group takes, roughly; by its first container, as upstream has it.
    private static int nodes(PodGroup group, Node node) {
        int pods = group.pods().size();
        PodSpec spec = group.shape().spec();
        boolean apart = spec.affinity().requiredAntiPods().stream()
                .anyMatch(term -> term.topologyKey().equals(NodeTemplate.HOSTNAME)
                        && term.selector().isPresent()
                        && term.selector().get().matches(group.shape().labels()));
        Resources asked = spec.containers().isEmpty()
                ? Resources.NONE
                : spec.containers().getFirst().requests();
        int byCpu = (int) Math.ceil(pods * amount(asked, Resources.CPU) / amount(node.capacity(), Resources.CPU));
        int byMemory =
                (int) Math.ceil(pods * amount(asked, Resources.MEMORY) / amount(node.capacity(), Resources.MEMORY));
        return Math.max(apart ? pods : 0, Math.max(byCpu, byMemory));
    }

    private static double amount(Resources resources, String name) {
        return resources.get(name).map(Quantity::approximate).orElse(0.0);
    }

    /// Not where something other than the node itself decides how many fit.
    private static boolean suitsArithmetic(PodSpec spec) {
        return spec.topologySpreads().isEmpty()
                && spec.affinity().requiredAntiPods().stream()
                        .map(PodTerm::topologyKey)
                        .allMatch(NodeTemplate.HOSTNAME::equals);
    }
}
