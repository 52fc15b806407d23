package dev.tidewright.core.objects;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Maps with one order in every run: sorted by key, unmodifiable. `Map.of` and `Map.copyOf` order anew in each JVM.
public final class Sorted {
    private static final SortedMap<String, String> EMPTY = Collections.unmodifiableSortedMap(new TreeMap<>());

    private Sorted() {}

    @SuppressWarnings("unchecked") // an empty map holds no value of a wrong type
    public static <V> SortedMap<String, V> empty() {
        return (SortedMap<String, V>) (SortedMap<String, ?>) EMPTY;
    }

    /// An unmodifiable copy; returns the argument itself where it came from here, so that shared maps stay shared.
    public static <V> SortedMap<String, V> copyOf(Map<String, V> map) {
        if (map.isEmpty()) {
            return empty();
        }
        if (map instanceof SortedMap<String, V> sorted && sorted.getClass() == EMPTY.getClass()) {
            return sorted;
        }
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    public static SortedMap<String, String> of(String key, String value) {
        return copyOf(Map.of(key, value));
    }
}
