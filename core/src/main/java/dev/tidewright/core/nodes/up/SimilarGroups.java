package dev.tidewright.core.nodes.up;

import dev.tidewright.core.nodes.NodeScalingFlags.Similarity;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.scheduling.PodRequests;
import dev.tidewright.core.units.Quantity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Whether new nodes of two groups would be alike, but for where they stand.
///
/// Source: `pkg/processors/nodegroupset`: by labels where `--balancing-label` names some, else by resources and labels.
final class SimilarGroups {
    private static final Set<String> NOT_COMPARED = Set.of(
            "kubernetes.io/hostname",
            "failure-domain.beta.kubernetes.io/zone",
            "failure-domain.beta.kubernetes.io/region",
            "topology.kubernetes.io/zone",
            "topology.kubernetes.io/region",
            "beta.kubernetes.io/fluentd-ds-ready",
            "kops.k8s.io/instancegroup");

    private final Similarity flags;

    SimilarGroups(Similarity flags) {
        this.flags = flags;
    }

    boolean areAlike(NodeTemplate a, NodeTemplate b) {
        if (!flags.labels().isEmpty()) {
            return flags.labels().stream().allMatch(label -> shareLabel(a, b, label));
        }
        return capacityIsAlike(
                        a.node().capacity().amounts(), b.node().capacity().amounts())
                && areWithin(
                        a.node().allocatable().amounts(),
                        b.node().allocatable().amounts(),
                        flags.maxAllocatableDifferenceRatio())
                && areWithin(free(a), free(b), flags.maxFreeDifferenceRatio())
                && labelsAreAlike(a.node().meta().labels(), b.node().meta().labels());
    }

    private static boolean shareLabel(NodeTemplate a, NodeTemplate b, String label) {
        Optional<String> value = Optional.ofNullable(a.node().meta().labels().get(label));
        return value.isPresent()
                && value.equals(Optional.ofNullable(b.node().meta().labels().get(label)));
    }

    /// Memory may differ a little; of all else there must be the same.
    private boolean capacityIsAlike(Map<String, Quantity> a, Map<String, Quantity> b) {
        if (!a.keySet().equals(b.keySet())) {
            return false;
        }
        for (Map.Entry<String, Quantity> entry : a.entrySet()) {
            Quantity other = b.getOrDefault(entry.getKey(), Quantity.ZERO);
            boolean alike = entry.getKey().equals(Resources.MEMORY)
                    ? isWithin(entry.getValue(), other, flags.memoryDifferenceRatio())
                    : entry.getValue().compareTo(other) == 0;
            if (!alike) {
                return false;
            }
        }
        return true;
    }

    private static boolean areWithin(Map<String, Quantity> a, Map<String, Quantity> b, double ratio) {
        return a.keySet().equals(b.keySet())
                && a.entrySet().stream()
                        .allMatch(entry ->
                                isWithin(entry.getValue(), b.getOrDefault(entry.getKey(), Quantity.ZERO), ratio));
    }

    private static boolean isWithin(Quantity a, Quantity b, double ratio) {
        double larger = Math.max(a.milli(), b.milli());
        double smaller = Math.min(a.milli(), b.milli());
        return larger - smaller <= larger * ratio;
    }

    /// What the node's own pods leave of the resources that a scheduler always counts, and of those they ask for.
    private static SortedMap<String, Quantity> free(NodeTemplate template) {
        SortedMap<String, Quantity> asked = new TreeMap<>();
        for (String always : List.of(Resources.CPU, Resources.MEMORY, "pods", "ephemeral-storage")) {
            asked.put(always, Quantity.ZERO);
        }
        for (Pod pod : template.pods()) {
            PodRequests.of(pod.spec()).amounts().forEach((name, amount) -> asked.merge(name, amount, Quantity::plus));
        }
        SortedMap<String, Quantity> free = new TreeMap<>();
        asked.forEach((name, amount) -> free.put(
                name,
                template.node().allocatable().get(name).orElse(Quantity.ZERO).minus(amount)));
        return free;
    }

    private boolean labelsAreAlike(Map<String, String> a, Map<String, String> b) {
        Set<String> all = new LinkedHashSet<>(a.keySet());
        all.addAll(b.keySet());
        return all.stream()
                .filter(label ->
                        !NOT_COMPARED.contains(label) && !flags.ignoreLabels().contains(label))
                .allMatch(label -> a.containsKey(label) && a.get(label).equals(b.get(label)));
    }
}
