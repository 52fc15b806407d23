package dev.tidewright.simulator.recording;

/// What was recorded of one measure of one subject.
///
/// @param subject e.g. `workload/shop/web`
/// @param measure one of [Measures]
public record Series(String subject, String measure, Values values) {
    /// What a row holds.
    public sealed interface Values {}

    /// A value that comes and goes.
    ///
    /// @param last the value at each row's end
    /// @param peak the highest within each row
    /// @param over the whole run
    public record Gauge(Column last, Column peak, Span over) implements Values {}

    /// A total that grows.
    ///
    /// @param growth in each row
    /// @param total  over the run
    public record Counter(Column growth, long total) implements Values {}

    /// The range a gauge moved in.
    ///
    /// @param samples how many looks found a value; with 0 the others mean nothing
    public record Span(double min, double mean, double max, long samples) {
        public static final Span EMPTY = new Span(0, 0, 0, 0);
    }
}
