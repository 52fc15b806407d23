package dev.tidewright.simulator.traffic;

import dev.tidewright.simulator.scenario.TrafficSpec.Arrivals;
import java.util.List;

/// An arrival rate over time, linear between its points; before the first and after the last it stays as it is.
/// Asked in order of time: a cursor walks along, so a question costs the same however many points there are.
public final class ArrivalCurve {
    private static final double NANOS = 1e9;
    private final double[] seconds;
    private final double[] rates;
    private int cursor;

    public ArrivalCurve(List<Arrivals.Point> points) {
        if (points.isEmpty()) {
            throw new IllegalArgumentException("an arrival curve without points");
        }
        seconds = new double[points.size()];
        rates = new double[points.size()];
        for (int i = 0; i < points.size(); i++) {
            seconds[i] = points.get(i).at().toNanos() / NANOS;
            rates[i] = points.get(i).perSecond();
        }
    }

    /// Requests a second at a time.
    public double at(double time) {
        if (time < seconds[cursor]) {
            cursor = 0;
        }
        while (cursor + 1 < seconds.length && seconds[cursor + 1] <= time) {
            cursor++;
        }
        if (cursor + 1 == seconds.length || time <= seconds[cursor]) {
            return rates[cursor];
        }
        double part = (time - seconds[cursor]) / (seconds[cursor + 1] - seconds[cursor]);
        return rates[cursor] + part * (rates[cursor + 1] - rates[cursor]);
    }
}
