package dev.tidewright.cluster.meters;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// All series of one name. Bounded: beyond [#SERIES_MAX] further series share one cell that is not shown.
final class Family<C extends Cell> {
    private static final int SERIES_MAX = 20_000;

    private final String name;
    private final String type;
    private final String help;
    private final List<String> labels;
    private final Supplier<C> fresh;
    private final ConcurrentHashMap<List<String>, C> cells = new ConcurrentHashMap<>(); // sorted where it is written
    private final C overflow;

    Family(String name, String type, String help, List<String> labels, Supplier<C> fresh) {
        this.name = name;
        this.type = type;
        this.help = help;
        this.labels = labels;
        this.fresh = fresh;
        this.overflow = fresh.get();
    }

    String name() {
        return name;
    }

    String type() {
        return type;
    }

    List<String> labels() {
        return labels;
    }

    /// @param values one for each label
    C cell(String... values) {
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(name + " has the labels " + labels + ", not " + List.of(values));
        }
        List<String> key = List.of(values);
        C known = cells.get(key);
        if (known != null) {
            return known;
        }
        return cells.size() >= SERIES_MAX ? overflow : cells.computeIfAbsent(key, absent -> fresh.get());
    }

    void remove(String... values) {
        cells.remove(List.of(values));
    }

    void clear() {
        cells.clear();
    }

    void writeTo(StringBuilder text) {
        text.append("# HELP ")
                .append(name)
                .append(' ')
                .append(escaped(help, false))
                .append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        Map<String, C> sorted = new TreeMap<>();
        cells.forEach((values, cell) -> sorted.put(rendered(values), cell));
        sorted.forEach((rendered, cell) -> cell.writeTo(text, name, rendered));
    }

    private String rendered(List<String> values) {
        var text = new StringBuilder();
        for (int i = 0; i < labels.size(); i++) {
            text.append(i == 0 ? "" : ",").append(labels.get(i));
            text.append("=\"").append(escaped(values.get(i), true)).append('"');
        }
        return text.toString();
    }

    private static String escaped(String raw, boolean quotes) {
        String escaped = raw.replace("\\", "\\\\").replace("\n", "\\n");
        return quotes ? escaped.replace("\"", "\\\"") : escaped;
    }
}
