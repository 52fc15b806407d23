package dev.tidewright.core.nodes;

import dev.tidewright.core.units.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Flag values as text, being read by name: complains with the flag's name, and knows which were never asked for.
/// Not thread-safe.
final class FlagValues {
    private final Map<String, List<String>> values;
    private final Set<String> asked = new LinkedHashSet<>();

    FlagValues(Map<String, List<String>> values) {
        this.values = values;
    }

    /// Every value of a flag that may repeat, in order.
    List<String> all(String flag) {
        asked.add(flag);
        return List.copyOf(values.getOrDefault(flag, List.of()));
    }

    /// The values of a flag whose items are separated by commas and which may also repeat.
    List<String> items(String flag) {
        List<String> items = new ArrayList<>();
        for (String value : all(flag)) {
            items.addAll(List.of(value.split(",", -1)));
        }
        return items;
    }

    /// The last value wins, as on a command line.
    String text(String flag, String fallback) {
        List<String> given = all(flag);
        return given.isEmpty() ? fallback : given.getLast();
    }

    boolean bool(String flag, boolean fallback) {
        String text = text(flag, Boolean.toString(fallback));
        return switch (text) {
            case "1", "t", "T", "TRUE", "true", "True" -> true;
            case "0", "f", "F", "FALSE", "false", "False" -> false;
            default -> throw complaint(flag, "true or false", text);
        };
    }

    int wholeNumber(String flag, int fallback) {
        String text = text(flag, Integer.toString(fallback));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw complaint(flag, "a whole number", text);
        }
    }

    double number(String flag, double fallback) {
        String text = text(flag, Double.toString(fallback));
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw complaint(flag, "a number", text);
        }
    }

    /// A Go duration: `10m`, `1h30m`, `0`.
    Duration duration(String flag, Duration fallback) {
        List<String> given = all(flag);
        if (given.isEmpty()) {
            return fallback;
        }
        try {
            return Durations.parse(given.getLast());
        } catch (IllegalArgumentException e) {
            throw complaint(flag, "a duration, e.g. 10m or 1h30m", given.getLast());
        }
    }

    /// `<min>:<max>`, both whole numbers from 0.
    NodeScalingFlags.Bounds bounds(String flag, long fallbackMax) {
        return bounds(flag, text(flag, "0:" + fallbackMax));
    }

    static NodeScalingFlags.Bounds bounds(String flag, String text) {
        String[] ends = text.split(":", 2);
        try {
            return new NodeScalingFlags.Bounds(Long.parseLong(ends[0]), Long.parseLong(ends[1]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw complaint(flag, "<min>:<max> in whole numbers, min not above max", text);
        }
    }

    /// Complains about the first flag that neither was asked for nor is one of `others`.
    void refuseUnknown(Set<String> others) {
        for (String flag : values.keySet()) {
            if (!asked.contains(flag) && !others.contains(flag)) {
                throw new IllegalArgumentException("--" + flag + ": not a flag of cluster-autoscaler");
            }
        }
    }

    static IllegalArgumentException complaint(String flag, String expected, String found) {
        return new IllegalArgumentException("--" + flag + ": expected " + expected + ", found '" + found + "'");
    }
}
