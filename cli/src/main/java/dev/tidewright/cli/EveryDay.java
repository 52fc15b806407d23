package dev.tidewright.cli;

import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.scenario.TrafficSpec;
import dev.tidewright.simulator.scenario.TrafficSpec.Arrivals;
import dev.tidewright.simulator.scenario.TrafficSpec.Arrivals.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A scenario as a cluster lives it that does not end: its traffic comes again and again, as the days do. Its faults
/// come once. After [#LONGEST] the traffic stays as it is.
final class EveryDay {
    private static final Duration LONGEST = Duration.ofDays(30);
    /// How much is recorded: at sixty times the speed, almost three hours.
    private static final Duration RECORDED = Duration.ofDays(7);

    private static final int MOST_POINTS = 20_000;

    private EveryDay() {}

    static Scenario of(Scenario scenario) {
        Duration length = scenario.length().compareTo(RECORDED) > 0 ? scenario.length() : RECORDED;
        return scenario.begun(
                scenario.start(),
                length,
                scenario.traffic().stream()
                        .map(each -> again(each, scenario.length()))
                        .toList(),
                scenario.faults());
    }

    private static TrafficSpec again(TrafficSpec traffic, Duration period) {
        return switch (traffic.source()) {
            case TrafficSpec.Users users -> traffic;
            case Arrivals arrivals ->
                new TrafficSpec(
                        traffic.service(),
                        new Arrivals(arrivals.description() + ", again and again", again(arrivals.points(), period)));
        };
    }

    private static List<Point> again(List<Point> points, Duration period) {
        List<Point> once = points.stream()
                .filter(point -> point.at().compareTo(period) < 0)
                .toList();
        List<Point> all = new ArrayList<>();
        for (Duration from = Duration.ZERO;
                from.compareTo(LONGEST) < 0 && all.size() < MOST_POINTS && !once.isEmpty();
                from = from.plus(period)) {
            for (Point point : once) {
                // what lies before the start is the warm-up's, and comes once
                if (from.isZero() || !point.at().isNegative()) {
                    all.add(new Point(point.at().plus(from), point.perSecond()));
                }
            }
        }
        return all.isEmpty() ? points : all;
    }
}
