package dev.tidewright.kubernetes.watch;

import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Pods by node, and by the value of each label that selectors ask by; a label is indexed when it is first asked for.
/// Thread-safe.
final class PodIndex implements Shelf.Index<Pod> {
    private static final int MAX_LABELS = 1 << 10;

    private final Map<String, SortedMap<Name, Pod>> byNode = new HashMap<>(); // never walked
    private final Map<String, SortedMap<String, Pod>> bySpace = new HashMap<>(); // never walked
    /// Label key, then namespace and value.
    private final Map<String, Map<Value, SortedMap<String, Pod>>> byLabel = new HashMap<>(); // never walked in order

    private record Value(String namespace, String value) {}

    @Override
    public synchronized void changed(@Nullable Pod before, @Nullable Pod after) {
        if (before != null) {
            leave(before);
        }
        if (after != null) {
            enter(after);
        }
    }

    private void enter(Pod pod) {
        String name = pod.meta().name();
        pod.node()
                .ifPresent(node ->
                        byNode.computeIfAbsent(node, absent -> new TreeMap<>()).put(Name.of(pod), pod));
        bySpace.computeIfAbsent(pod.meta().namespace(), absent -> new TreeMap<>())
                .put(name, pod);
        byLabel.forEach((key, values) -> enter(values, key, pod)); // order cannot be seen
    }

    private static void enter(Map<Value, SortedMap<String, Pod>> values, String key, Pod pod) {
        String value = pod.meta().labels().get(key);
        if (value != null) {
            values.computeIfAbsent(new Value(pod.meta().namespace(), value), absent -> new TreeMap<>())
                    .put(pod.meta().name(), pod);
        }
    }

    private void leave(Pod pod) {
        String name = pod.meta().name();
        pod.node().ifPresent(node -> without(byNode, node, Name.of(pod)));
        without(bySpace, pod.meta().namespace(), name);
        byLabel.forEach((key, values) -> { // order cannot be seen
            String value = pod.meta().labels().get(key);
            if (value != null) {
                without(values, new Value(pod.meta().namespace(), value), name);
            }
        });
    }

    private static <K, N> void without(Map<K, SortedMap<N, Pod>> pods, K key, N name) {
        SortedMap<N, Pod> some = pods.get(key);
        if (some != null && some.remove(name) != null && some.isEmpty()) {
            pods.remove(key);
        }
    }

    synchronized List<Pod> on(String node) {
        SortedMap<Name, Pod> pods = byNode.get(node);
        return pods == null ? List.of() : List.copyOf(pods.values());
    }

    synchronized List<Pod> selected(String namespace, LabelSelector selector) {
        SortedMap<String, Pod> candidates = candidates(namespace, selector);
        if (candidates == null) {
            return List.of();
        }
        List<Pod> selected = new ArrayList<>(candidates.size());
        for (Pod pod : candidates.values()) {
            if (selector.matches(pod.meta().labels())) {
                selected.add(pod);
            }
        }
        return selected;
    }

    private @Nullable SortedMap<String, Pod> candidates(String namespace, LabelSelector selector) {
        SortedMap<String, Pod> best = bySpace.get(namespace);
        for (Map.Entry<String, String> label : selector.matchLabels().entrySet()) {
            Map<Value, SortedMap<String, Pod>> values = values(label.getKey());
            if (values != null) {
                SortedMap<String, Pod> some = values.get(new Value(namespace, label.getValue()));
                if (some == null) {
                    return null;
                }
                best = best == null || some.size() < best.size() ? some : best;
            }
        }
        return best;
    }

    /// Null where too many labels are indexed already.
    private @Nullable Map<Value, SortedMap<String, Pod>> values(String key) {
        Map<Value, SortedMap<String, Pod>> known = byLabel.get(key);
        if (known != null || byLabel.size() >= MAX_LABELS) {
            return known;
        }
        Map<Value, SortedMap<String, Pod>> values = new HashMap<>();
        bySpace.values().forEach(pods -> pods.values().forEach(pod -> enter(values, key, pod))); // order cannot be seen
        byLabel.put(key, values);
        return values;
    }
}
