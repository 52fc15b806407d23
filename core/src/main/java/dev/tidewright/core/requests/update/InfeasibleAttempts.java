package dev.tidewright.core.requests.update;

import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.requests.ContainerRecommendation;
import dev.tidewright.core.units.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What was tried in place and did not fit. It is tried again only when some amount is lower, for nobody tells which of
/// them was too much.
final class InfeasibleAttempts {
    private final SortedMap<String, List<ContainerRecommendation>> byUid;

    InfeasibleAttempts(SortedMap<String, List<ContainerRecommendation>> known, List<Pod> alive) {
        this.byUid = new TreeMap<>(known);
        byUid.keySet().retainAll(alive.stream().map(pod -> pod.meta().uid()).toList());
    }

    void remember(Pod pod, List<ContainerRecommendation> recommendation) {
        byUid.put(pod.meta().uid(), recommendation);
    }

    SortedMap<String, List<ContainerRecommendation>> byUid() {
        return byUid;
    }

    /// Whether what is wanted now asks for as much of everything as what did not fit.
    boolean cover(Pod pod, List<ContainerRecommendation> wanted) {
        List<ContainerRecommendation> failed = byUid.get(pod.meta().uid());
        return failed != null && !asksForLess(failed, wanted);
    }

    private static boolean asksForLess(List<ContainerRecommendation> failed, List<ContainerRecommendation> wanted) {
        for (ContainerRecommendation before : failed) {
            for (ContainerRecommendation after : wanted) {
                if (before.container().equals(after.container()) && asksForLess(before, after)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean asksForLess(ContainerRecommendation before, ContainerRecommendation after) {
        for (Map.Entry<String, Quantity> amount : before.target().amounts().entrySet()) {
            Optional<Quantity> now = after.target().get(amount.getKey());
            if (now.isPresent() && now.get().compareTo(amount.getValue()) < 0) {
                return true;
            }
        }
        return false;
    }
}
