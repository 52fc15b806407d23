package dev.tidewright.cluster.meters;

/// A figure that goes up and down. Thread-safe.
public final class Gauge {
    private final Family<Level> family;

    Gauge(Family<Level> family) {
        this.family = family;
    }

    public void set(double value, String... labels) {
        family.cell(labels).level = value;
    }

    public void set(boolean value, String... labels) {
        set(value ? 1 : 0, labels);
    }

    /// Takes a series away, once what it was about is gone.
    public void remove(String... labels) {
        family.remove(labels);
    }

    /// Takes all series away.
    public void clear() {
        family.clear();
    }

    static final class Level implements Cell {
        private volatile double level;

        @Override
        public void writeTo(StringBuilder text, String name, String labels) {
            Cell.line(text, name, labels, level);
        }
    }
}
