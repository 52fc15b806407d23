package dev.tidewright.simulator.scenario;

import java.time.Duration;
import java.util.List;

/// What comes in at one service.
///
/// @param service the service that the requests enter by
public record TrafficSpec(String service, Source source) {
    /// Where the requests come from.
    public sealed interface Source {}

    /// An arrival rate over time: a recording scaled to a peak, or a generated shape. Between points the rate is
    /// interpolated linearly; arrivals are a Poisson process of that rate, independent of answers (open loop).
    ///
    /// @param description how the points came about, for the report
    /// @param points      in order of time, the first at or before 0, the last at or after the scenario's end
    public record Arrivals(String description, List<Point> points) implements Source {
        public Arrivals {
            points = List.copyOf(points);
        }

        /// @param at        since the scenario's start; may be negative
        /// @param perSecond requests a second, 0 and up
        public record Point(Duration at, double perSecond) {}
    }

    /// Virtual users who wait for an answer, think, and ask again (closed loop).
    ///
    /// @param rampUp over which users join, evenly
    public record Users(int count, Distribution think, Duration rampUp) implements Source {}
}
