package dev.tidewright.core.nodes.up;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The priority expander's rules: group names, as patterns, by priority. Higher wins.
///
/// @param problem why the rules cannot be used; empty where they can
public record Priorities(Map<Integer, List<Pattern>> patterns, Optional<String> problem) {
    public static final Priorities NONE = new Priorities(Map.of(), Optional.of("no priorities are configured"));

    public Priorities {
        patterns = Collections.unmodifiableMap(new TreeMap<>(patterns));
    }

    public static Priorities of(Map<Integer, List<Pattern>> patterns) {
        return new Priorities(patterns, Optional.empty());
    }

    public static Priorities invalid(String problem) {
        return new Priorities(Map.of(), Optional.of(problem));
    }

    /// The highest priority whose patterns find something in the group's name.
    public Optional<Integer> of(String group) {
        NavigableMap<Integer, List<Pattern>> highestFirst = new TreeMap<>(patterns).descendingMap();
        for (Map.Entry<Integer, List<Pattern>> entry : highestFirst.entrySet()) {
            if (entry.getValue().stream()
                    .anyMatch(pattern -> pattern.matcher(group).find())) {
                return Optional.of(entry.getKey());
            }
        }
        return Optional.empty();
    }
}
