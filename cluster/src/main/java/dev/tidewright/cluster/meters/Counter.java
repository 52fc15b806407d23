package dev.tidewright.cluster.meters;

import java.util.concurrent.atomic.DoubleAdder;

/// A sum that only grows. Thread-safe.
public final class Counter {
    private final Family<Sum> family;

    private Counter(Family<Sum> family) {
        this.family = family;
    }

    /// A counter without labels shows from the start, with 0.
    static Counter of(Family<Sum> family) {
        if (family.labels().isEmpty()) {
            family.cell();
        }
        return new Counter(family);
    }

    public void increment(String... labels) {
        add(1, labels);
    }

    /// @param amount 0 and up; 0 shows the series
    public void add(double amount, String... labels) {
        if (!(amount >= 0)) {
            throw new IllegalArgumentException("a counter does not fall: " + amount);
        }
        family.cell(labels).sum.add(amount);
    }

    static final class Sum implements Cell {
        private final DoubleAdder sum = new DoubleAdder();

        @Override
        public void writeTo(StringBuilder text, String name, String labels) {
            Cell.line(text, name, labels, sum.sum());
        }
    }
}
