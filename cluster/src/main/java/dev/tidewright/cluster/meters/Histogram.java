package dev.tidewright.cluster.meters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/// Counts of values by size. Thread-safe.
public final class Histogram {
    private static final double NANOS = 1e9;

    private final Family<Buckets> family;

    Histogram(Family<Buckets> family) {
        this.family = family;
    }

    /// Bounds that grow by a factor. Source: Prometheus' client, `ExponentialBuckets`.
    public static List<Double> exponential(double first, double factor, int count) {
        List<Double> bounds = new ArrayList<>(count);
        double bound = first;
        for (int i = 0; i < count; i++) {
            bounds.add(bound);
            bound *= factor;
        }
        return List.copyOf(bounds);
    }

    /// Counts a time, in seconds.
    public void observe(Duration time, String... labels) {
        observe(time.toNanos() / NANOS, labels);
    }

    public void observe(double value, String... labels) {
        family.cell(labels).add(value);
    }

    static final class Buckets implements Cell {
        private final double[] bounds;
        private final LongAdder[] counts;
        private final DoubleAdder sum = new DoubleAdder();

        Buckets(double[] bounds) {
            this.bounds = bounds.clone();
            this.counts = new LongAdder[bounds.length + 1];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = new LongAdder();
            }
        }

        void add(double value) {
            int bucket = 0;
            while (bucket < bounds.length && value > bounds[bucket]) {
                bucket++;
            }
            counts[bucket].increment();
            sum.add(value);
        }

        @Override
        public void writeTo(StringBuilder text, String name, String labels) {
            String before = labels.isEmpty() ? "" : labels + ",";
            long count = 0;
            for (int i = 0; i < counts.length; i++) {
                count += counts[i].sum();
                String bound = Cell.number(i < bounds.length ? bounds[i] : Double.POSITIVE_INFINITY);
                Cell.line(text, name + "_bucket", before + "le=\"" + bound + "\"", (double) count);
            }
            Cell.line(text, name + "_sum", labels, sum.sum());
            Cell.line(text, name + "_count", labels, (double) count);
        }
    }
}
