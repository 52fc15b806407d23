package dev.tidewright.simulator.scenario.reader;

import dev.tidewright.simulator.scenario.TrafficSpec.Arrivals.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// Builds the points of a generated shape. Times are since the scenario's start.
final class Curve {
    private static final Duration SMOOTH = Duration.ofMinutes(10);
    private final List<Point> points = new ArrayList<>();

    static Curve from(double perSecond) {
        return new Curve().to(Duration.ZERO, perSecond);
    }

    /// Goes straight to a rate at a time, which must not lie before the last one.
    Curve to(Duration at, double perSecond) {
        if (!points.isEmpty() && points.getLast().at().equals(at)) {
            points.removeLast();
        }
        points.add(new Point(at, perSecond));
        return this;
    }

    /// Stays as it is until a time.
    Curve stayUntil(Duration at) {
        return points.getLast().at().compareTo(at) < 0 ? to(at, points.getLast().perSecond()) : this;
    }

    /// Jumps: stays until just before, then takes the new rate within `within`.
    Curve jump(Duration at, Duration within, double perSecond) {
        return stayUntil(at).to(at.plus(within), perSecond);
    }

    /// Falls off to a rate as an exponential does, near enough there after `over`.
    Curve decay(Duration over, double perSecond) {
        Point start = points.getLast();
        int steps = 12;
        for (int i = 1; i <= steps; i++) {
            double left = i == steps ? 0 : StrictMath.exp(-4.0 * i / steps);
            to(
                    start.at().plus(over.multipliedBy(i).dividedBy(steps)),
                    perSecond + (start.perSecond() - perSecond) * left);
        }
        return this;
    }

    /// A smooth function of time in seconds, one point each ten minutes up to `end`.
    static List<Point> smooth(Duration end, DoubleUnaryOperator perSecond) {
        List<Point> points = new ArrayList<>();
        Duration at = Duration.ZERO;
        while (at.compareTo(end.plus(SMOOTH)) < 0) {
            points.add(new Point(at, Math.max(0, perSecond.applyAsDouble((double) at.toSeconds()))));
            at = at.plus(SMOOTH);
        }
        return points;
    }

    /// The points, lengthened to reach `end`.
    List<Point> until(Duration end) {
        return stayUntil(end).points;
    }
}
