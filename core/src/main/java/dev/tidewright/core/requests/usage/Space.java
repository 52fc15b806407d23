package dev.tidewright.core.requests.usage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// One namespace of the model: finds by labels which autoscalers a label set belongs to, and the other way round,
/// without trying every pair. Not thread-safe.
final class Space {
    final UsageModel model;
    final Map<String, MeasuredPod> pods = new HashMap<>();
    final Map<String, Scope> scopes = new LinkedHashMap<>();
    private final Map<SortedMap<String, String>, LabelSet> sets = new LinkedHashMap<>();
    /// By label and value; only labels that some selector is found by.
    private final Map<String, Map<String, Group>> index = new TreeMap<>();

    private final List<Scope> unindexed = new ArrayList<>();

    /// What carries, or asks for, one value of one label.
    private static final class Group {
        final List<Scope> scopes = new ArrayList<>(1);
        final List<LabelSet> sets = new ArrayList<>(1);
    }

    Space(UsageModel model) {
        this.model = model;
    }

    LabelSet set(SortedMap<String, String> labels) {
        LabelSet found = sets.get(labels);
        if (found == null) {
            found = new LabelSet(this, labels);
            sets.put(labels, found);
            place(found);
        }
        return found;
    }

    private void place(LabelSet set) {
        for (var label : index.entrySet()) {
            String value = set.labels.get(label.getKey());
            if (value != null) {
                Group group = label.getValue().computeIfAbsent(value, any -> new Group());
                group.sets.add(set);
                joinMatching(set, group.scopes);
            }
        }
        joinMatching(set, unindexed);
    }

    private static void joinMatching(LabelSet set, List<Scope> scopes) {
        for (Scope scope : scopes) {
            if (scope.selector.matches(set.labels)) {
                set.join(scope);
            }
        }
    }

    void add(Scope scope) {
        scopes.put(scope.vpa.meta().name(), scope);
        SortedMap<String, String> wanted = scope.selector.matchLabels();
        Iterable<LabelSet> candidates = sets.values();
        if (wanted.isEmpty()) {
            unindexed.add(scope);
        } else {
            Group group = group(rarest(wanted), wanted);
            group.scopes.add(scope);
            candidates = group.sets;
        }
        for (LabelSet set : candidates) {
            if (scope.selector.matches(set.labels)) {
                set.join(scope);
            }
        }
    }

    /// The label of a selector that the fewest selectors share the value of.
    private String rarest(SortedMap<String, String> wanted) {
        String best = wanted.firstKey();
        int fewest = Integer.MAX_VALUE;
        for (var pair : wanted.entrySet()) {
            Map<String, Group> groups = index.getOrDefault(pair.getKey(), Map.of());
            Group group = groups.get(pair.getValue());
            int shared = (group == null ? 0 : 2 * group.scopes.size()) + (groups.isEmpty() ? 1 : 0);
            if (shared < fewest) {
                fewest = shared;
                best = pair.getKey();
            }
        }
        return best;
    }

    private Group group(String label, SortedMap<String, String> wanted) {
        Map<String, Group> groups = index.computeIfAbsent(label, this::indexed);
        return groups.computeIfAbsent(wanted.getOrDefault(label, ""), any -> new Group());
    }

    private Map<String, Group> indexed(String label) {
        Map<String, Group> groups = new HashMap<>();
        for (LabelSet set : sets.values()) {
            String value = set.labels.get(label);
            if (value != null) {
                groups.computeIfAbsent(value, any -> new Group()).sets.add(set);
            }
        }
        return groups;
    }

    void remove(Scope scope) {
        scopes.remove(scope.vpa.meta().name());
        unindexed.remove(scope);
        scope.selector.matchLabels().forEach((label, value) -> {
            Group group = index.getOrDefault(label, Map.of()).get(value);
            if (group != null) {
                group.scopes.remove(scope);
            }
        });
        scope.sets.forEach(set -> set.leave(scope));
    }

    /// Forgets usage that no longer counts, and label sets that have neither usage nor pods. Answers how many series
    /// went.
    int expire(long nowMillis) {
        int forgotten = 0;
        boolean anyGone = false;
        for (LabelSet set : sets.values()) {
            forgotten += set.expire(nowMillis);
            set.gone = set.firstSeries == null && set.pods == 0;
            anyGone |= set.gone;
        }
        if (anyGone) {
            sets.values().removeIf(set -> set.gone);
            scopes.values().forEach(scope -> scope.sets.removeIf(set -> set.gone));
            index.values().forEach(Space::dropGone);
        }
        return forgotten;
    }

    private static void dropGone(Map<String, Group> groups) {
        groups.values().forEach(group -> group.sets.removeIf(set -> set.gone));
        groups.values().removeIf(group -> group.sets.isEmpty() && group.scopes.isEmpty());
    }

    Iterable<LabelSet> sets() {
        return sets.values();
    }
}
