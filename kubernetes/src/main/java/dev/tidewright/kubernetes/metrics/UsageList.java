package dev.tidewright.kubernetes.metrics;

import dev.tidewright.cluster.Metrics.PodUsage;
import dev.tidewright.core.objects.LabelSelector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// What the pods of a namespace used, as one list told it. Indexed by the labels that selectors ask by. Thread-safe.
final class UsageList {
    private final List<Item> items;
    private final Map<String, Map<String, List<Item>>> byLabel = new HashMap<>(); // never walked

    /// @param labels the pod's
    record Item(PodUsage usage, SortedMap<String, String> labels) {}

    UsageList(List<Item> items) {
        this.items = items.stream()
                .sorted(Comparator.comparing(item -> item.usage().pod()))
                .toList();
    }

    List<Item> items() {
        return items;
    }

    List<PodUsage> selected(LabelSelector selector) {
        List<PodUsage> selected = new ArrayList<>();
        for (Item item : candidates(selector)) {
            if (selector.matches(item.labels())) {
                selected.add(item.usage());
            }
        }
        return selected;
    }

    private synchronized List<Item> candidates(LabelSelector selector) {
        List<Item> best = items;
        for (Map.Entry<String, String> label : selector.matchLabels().entrySet()) {
            Map<String, List<Item>> values = byLabel.computeIfAbsent(label.getKey(), this::indexed);
            List<Item> some = values.getOrDefault(label.getValue(), List.of());
            best = some.size() < best.size() ? some : best;
        }
        return best;
    }

    private Map<String, List<Item>> indexed(String key) {
        Map<String, List<Item>> values = new HashMap<>(); // never walked
        for (Item item : items) {
            String value = item.labels().get(key);
            if (value != null) {
                values.computeIfAbsent(value, absent -> new ArrayList<>(4)).add(item);
            }
        }
        return values;
    }
}
