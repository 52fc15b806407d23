package dev.tidewright.simulator.metrics;

import dev.tidewright.simulator.scenario.ExternalMetric;
import dev.tidewright.simulator.service.ServiceModel;
import java.util.Optional;

/// The last measurements of one external metric, oldest overwritten first: as many as its window and lag need.
final class ExternalSeries {
    private static final double NANOS = 1e9;

    private final ExternalMetric metric;
    private final ServiceModel service;
    private final long[] nanos;
    private final double[] values;
    private final int windowSteps;
    private int taken;

    /// A value, and when it was measured.
    record Told(long nanos, double value) {}

    ExternalSeries(ExternalMetric metric, ServiceModel service) {
        this.metric = metric;
        this.service = service;
        long every = metric.every().toNanos();
        windowSteps = (int) Math.max(1, metric.window().toNanos() / every);
        int kept = windowSteps + (int) Math.ceilDiv(metric.lag().toNanos(), every) + 2;
        nanos = new long[kept];
        values = new double[kept];
    }

    ExternalMetric metric() {
        return metric;
    }

    void take(long now) {
        int place = taken % nanos.length;
        nanos[place] = now;
        values[place] = measured();
        taken++;
    }

    private double measured() {
        return switch (metric.figure()) {
            case REQUESTS -> service.books().arrived() + service.books().retried();
            case IN_FLIGHT -> service.inFlight();
            case LATENCY -> service.seconds();
        };
    }

    /// The newest measurement that is old enough to be told; empty before the first, or before a rate is known.
    Optional<Told> told(long now) {
        int oldest = Math.max(0, taken - nanos.length);
        for (int i = taken - 1; i >= oldest; i--) {
            int place = i % nanos.length;
            if (nanos[place] + metric.lag().toNanos() <= now) {
                return metric.figure() == ExternalMetric.Figure.REQUESTS
                        ? rate(Math.max(oldest, i - windowSteps), i)
                        : Optional.of(new Told(nanos[place], values[place]));
            }
        }
        return Optional.empty();
    }

    private Optional<Told> rate(int from, int to) {
        if (from == to) {
            return Optional.empty();
        }
        int first = from % nanos.length;
        int last = to % nanos.length;
        double seconds = (nanos[last] - nanos[first]) / NANOS;
        return Optional.of(new Told(nanos[last], (values[last] - values[first]) / seconds));
    }
}
