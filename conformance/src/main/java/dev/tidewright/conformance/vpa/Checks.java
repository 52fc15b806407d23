package dev.tidewright.conformance.vpa;

import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.conformance.Difference;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Compares figures of one case and keeps the first that differs. A figure that the case does not state is not
/// compared.
final class Checks {
    private Optional<Difference> first = Optional.empty();

    Optional<Difference> first() {
        return first;
    }

    boolean hold() {
        return first.isEmpty();
    }

    void differ(String field, Object expected, Object actual) {
        if (first.isEmpty()) {
            first = Optional.of(new Difference(field, expected.toString(), actual.toString()));
        }
    }

    void same(String field, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            differ(field, expected, actual);
        }
    }

    void close(String field, double expected, double actual, double relative) {
        double distance = Math.abs(expected - actual);
        if (!(distance <= relative * Math.max(Math.abs(expected), Math.abs(actual)))) {
            differ(field, expected, actual);
        }
    }

    void same(String path, Fields expected, String name, Object actual) {
        expected.document(name).ifPresent(any -> same(path + name, text(expected, name), actual.toString()));
    }

    private static String text(Fields fields, String name) {
        return fields.text(name).orElse("");
    }

    /// Each number below `name` beside ours; a key that one side lacks counts as 0.
    void numbers(String path, Fields expected, String name, Map<Integer, Double> actual, double relative) {
        Optional<Fields> wanted = expected.mapping(name);
        if (wanted.isEmpty()) {
            return;
        }
        var keys = new TreeSet<>(actual.keySet());
        Map<Integer, Double> numbers = new TreeMap<>();
        for (String key : wanted.get().names()) {
            numbers.put(Integer.valueOf(key), wanted.get().number(key).orElse(0.0));
        }
        keys.addAll(numbers.keySet());
        for (int key : keys) {
            double want = numbers.getOrDefault(key, 0.0);
            double got = actual.getOrDefault(key, 0.0);
            close(path + name + "." + key, want, got, relative);
        }
    }

    static boolean isNull(Fields fields, String name) {
        return fields.names().contains(name) && fields.document(name).isEmpty();
    }
}
