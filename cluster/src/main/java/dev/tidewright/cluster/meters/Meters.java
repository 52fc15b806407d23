package dev.tidewright.cluster.meters;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/// The meters of one process, by name. Thread-safe: loops write, an HTTP handler reads.
///
/// Own code rather than a library's: upstream's names end in ways that Micrometer renames (`_count` of a counter,
/// counters without `_total`), and text is all that is asked for.
public final class Meters {
    private final ConcurrentSkipListMap<String, Family<?>> families = new ConcurrentSkipListMap<>();

    /// A sum that only grows. The same name gives the same meter.
    ///
    /// @param labels names of what its series differ by; none: a single series
    /// @throws IllegalArgumentException if the name is taken by a meter of another type or with other labels
    public Counter counter(String name, String help, String... labels) {
        return Counter.of(family(new Family<>(name, "counter", help, List.of(labels), Counter.Sum::new)));
    }

    /// A figure that goes up and down, otherwise as [#counter].
    public Gauge gauge(String name, String help, String... labels) {
        return new Gauge(family(new Family<>(name, "gauge", help, List.of(labels), Gauge.Level::new)));
    }

    /// Counts of values by size, otherwise as [#counter].
    ///
    /// @param bounds upper ends of the buckets, ascending; one up to infinity is added
    public Histogram histogram(String name, String help, List<Double> bounds, String... labels) {
        double[] ends = bounds.stream().mapToDouble(Double::doubleValue).toArray();
        return new Histogram(
                family(new Family<>(name, "histogram", help, List.of(labels), () -> new Histogram.Buckets(ends))));
    }

    @SuppressWarnings("unchecked") // one type of meter has one type of cell, and the check compares the types
    private <C extends Cell> Family<C> family(Family<C> wanted) {
        Family<?> there = families.putIfAbsent(wanted.name(), wanted);
        if (there == null) {
            return wanted;
        }
        if (!there.type().equals(wanted.type()) || !there.labels().equals(wanted.labels())) {
            throw new IllegalArgumentException(
                    wanted.name() + " is a " + there.type() + " with labels " + there.labels() + " already");
        }
        return (Family<C>) there;
    }

    /// Everything in Prometheus' text format (`text/plain; version=0.0.4`), sorted by name and labels.
    public String text() {
        var text = new StringBuilder();
        families.values().forEach(family -> family.writeTo(text));
        return text.toString();
    }
}
