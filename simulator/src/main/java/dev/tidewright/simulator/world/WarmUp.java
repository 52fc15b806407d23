package dev.tidewright.simulator.world;

import dev.tidewright.simulator.scenario.Fault;
import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.scenario.TrafficSpec;
import dev.tidewright.simulator.scenario.TrafficSpec.Arrivals;
import dev.tidewright.simulator.scenario.TrafficSpec.Arrivals.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The time before a scenario's start, in which pods are placed, images pulled and autoscalers settle under the first
/// traffic. Nothing of it is recorded: a scenario begins with an application that runs, not with an empty cluster.
final class WarmUp {
    /// The longest default stabilization window (5 min), twice.
    static final Duration LENGTH = Duration.ofMinutes(10);

    private WarmUp() {}

    /// The same scenario, begun earlier: every time since its start is later by [#LENGTH].
    static Scenario before(Scenario scenario) {
        return scenario.begun(
                scenario.start().minus(LENGTH),
                scenario.length().plus(LENGTH),
                scenario.traffic().stream().map(WarmUp::later).toList(),
                scenario.faults().stream().map(WarmUp::later).toList());
    }

    private static TrafficSpec later(TrafficSpec traffic) {
        return switch (traffic.source()) {
            case TrafficSpec.Users users -> traffic;
            case Arrivals arrivals ->
                new TrafficSpec(traffic.service(), new Arrivals(arrivals.description(), later(arrivals.points())));
        };
    }

    /// Before the first point the rate is that of the first point.
    private static List<Point> later(List<Point> points) {
        List<Point> moved = new ArrayList<>(points.size() + 1);
        if (points.getFirst().at().plus(LENGTH).isPositive()) {
            moved.add(new Point(Duration.ZERO, points.getFirst().perSecond()));
        }
        points.forEach(point -> moved.add(new Point(point.at().plus(LENGTH), point.perSecond())));
        return moved;
    }

    private static Fault later(Fault fault) {
        Duration at = fault.at().plus(LENGTH);
        return switch (fault) {
            case Fault.MetricOutage f -> new Fault.MetricOutage(at, f.length(), f.kind(), f.workload(), f.metric());
            case Fault.StockOut f -> new Fault.StockOut(at, f.length(), f.nodeGroup(), f.silent());
            case Fault.CloudOutage f -> new Fault.CloudOutage(at, f.length(), f.mode());
            case Fault.SpotReclaim f -> new Fault.SpotReclaim(at, f.nodeGroup(), f.share(), f.notice(), f.spread());
            case Fault.SlowDatabase f -> new Fault.SlowDatabase(at, f.length(), f.database(), f.factor());
            case Fault.Rollout f -> new Fault.Rollout(at, f.workload(), f.image());
            case Fault.NodeCrash f -> new Fault.NodeCrash(at, f.nodeGroup(), f.count());
            case Fault.CacheFlush f -> new Fault.CacheFlush(at, f.cache());
            case Fault.ReplicasReset f -> new Fault.ReplicasReset(at, f.workload(), f.replicas());
        };
    }
}
