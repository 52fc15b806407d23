package dev.tidewright.core.requests.usage;

import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// An autoscaler in the model, with the label sets that its selector matches. Mutable; its fields belong to the model.
final class Scope {
    VerticalPodAutoscaler vpa;
    final LabelSelector selector;
    final List<LabelSet> sets = new ArrayList<>();
    /// By container, what checkpoints said; counts for as long as the autoscaler is there.
    final SortedMap<String, ContainerUsage> loaded = new TreeMap<>();
    /// This one and no other: shared by all the label sets that it alone matches.
    final List<Scope> alone = List.of(this);

    Scope(VerticalPodAutoscaler vpa, LabelSelector selector) {
        this.vpa = vpa;
        this.selector = selector;
    }

    int pods() {
        int pods = 0;
        for (LabelSet set : sets) {
            pods += set.pods;
        }
        return pods;
    }

    /// By container, the usage of all pods that it selects, and what checkpoints said.
    SortedMap<String, ContainerUsage> usage(UsageModel model) {
        SortedMap<String, ContainerUsage> merged = new TreeMap<>();
        for (LabelSet set : sets) {
            for (Series series = set.firstSeries; series != null; series = series.next) {
                merged(merged, series.container, model).merge(series.usage);
            }
        }
        loaded.forEach((container, usage) -> merged(merged, container, model).merge(usage));
        return merged;
    }

    void moveBack(long millis, long nowMillis) {
        loaded.values().forEach(usage -> usage.moveBack(millis, nowMillis));
    }

    private static ContainerUsage merged(SortedMap<String, ContainerUsage> merged, String container, UsageModel model) {
        ContainerUsage found = merged.get(container);
        if (found == null) {
            found = model.newUsage();
            merged.put(container, found);
        }
        return found;
    }
}
