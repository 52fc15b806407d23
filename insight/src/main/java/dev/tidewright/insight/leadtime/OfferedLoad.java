package dev.tidewright.insight.leadtime;

import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.scenario.ServiceSpec;
import dev.tidewright.simulator.scenario.ServiceSpec.Call;
import dev.tidewright.simulator.scenario.TrafficSpec;
import dev.tidewright.simulator.scenario.TrafficSpec.Arrivals;
import dev.tidewright.simulator.scenario.TrafficSpec.Arrivals.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The requests that come to a service, as the scenario offers them: open-loop traffic and the calls that follow from
/// it, without retries. Exact between the points of the traffic, because rates are interpolated linearly there.
final class OfferedLoad {
    private static final int MOST_CALLS_DEEP = 8;

    private final Instant start;
    private final List<Part> parts;

    private OfferedLoad(Instant start, List<Part> parts) {
        this.start = start;
        this.parts = parts;
    }

    /// Empty where a closed loop feeds the service, or nothing: then the scenario alone does not tell the rate.
    static Optional<OfferedLoad> of(Scenario scenario, ServiceSpec service) {
        var parts = new ArrayList<Part>();
        for (TrafficSpec traffic : scenario.traffic()) {
            double factor = callsFor(scenario, traffic.service(), service.name(), MOST_CALLS_DEEP);
            if (factor == 0) {
                continue;
            }
            if (traffic.source() instanceof Arrivals arrivals) {
                parts.add(new Part(arrivals.points(), factor));
            } else {
                return Optional.empty();
            }
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(new OfferedLoad(scenario.start(), parts));
    }

    /// Requests that `to` gets for each that comes in at `from`.
    private static double callsFor(Scenario scenario, String from, String to, int depth) {
        if (from.equals(to)) {
            return 1;
        }
        double sum = 0;
        for (ServiceSpec service : scenario.services()) {
            if (service.name().equals(from) && depth > 0) {
                for (Call call : service.calls()) {
                    sum += call.perRequest() * callsFor(scenario, call.service(), to, depth - 1);
                }
            }
        }
        return sum;
    }

    /// Requests a second.
    double at(Instant when) {
        double sinceNanos = Duration.between(start, when).toNanos();
        double sum = 0;
        for (Part part : parts) {
            sum += part.at(sinceNanos);
        }
        return sum;
    }

    /// The last time at or before `when` at which the rate rose through `level`; empty if the rate is not above it at
    /// `when`, or was so all along since `earliest`.
    Optional<Instant> roseThrough(double level, Instant when, Instant earliest) {
        if (at(when) <= level) {
            return Optional.empty();
        }
        Instant above = when;
        for (Instant knot : knotsBackwards(when, earliest)) {
            if (at(knot) <= level) {
                return Optional.of(crossing(knot, above, level));
            }
            above = knot;
        }
        return Optional.empty();
    }

    /// Points of the traffic between the two times, the latest first, then `earliest`.
    private List<Instant> knotsBackwards(Instant when, Instant earliest) {
        var knots = new ArrayList<Instant>();
        for (Part part : parts) {
            for (Point point : part.points()) {
                Instant at = start.plus(point.at());
                if (at.isBefore(when) && at.isAfter(earliest)) {
                    knots.add(at);
                }
            }
        }
        knots.sort(java.util.Comparator.reverseOrder());
        knots.add(earliest);
        return knots;
    }

    private Instant crossing(Instant below, Instant above, double level) {
        double low = at(below);
        double high = at(above);
        double share = high == low ? 0 : (level - low) / (high - low);
        return below.plusMillis(
                Math.round(share * Duration.between(below, above).toMillis()));
    }

    private record Part(List<Point> points, double factor) {
        double at(double sinceNanos) {
            int next = firstAfter(sinceNanos);
            if (next == 0) {
                return points.isEmpty() ? 0 : points.getFirst().perSecond() * factor;
            }
            Point before = points.get(next - 1);
            if (next == points.size()) {
                return before.perSecond() * factor;
            }
            Point after = points.get(next);
            double from = before.at().toNanos();
            double share = (sinceNanos - from) / (after.at().toNanos() - from);
            return factor * (before.perSecond() + share * (after.perSecond() - before.perSecond()));
        }

        private int firstAfter(double sinceNanos) {
            int low = 0;
            int high = points.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (points.get(middle).at().toNanos() <= sinceNanos) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
