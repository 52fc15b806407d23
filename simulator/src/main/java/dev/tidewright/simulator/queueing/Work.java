package dev.tidewright.simulator.queueing;

/// What one request needs of a station, in seconds. Mutable and reused: filled anew in each step, never kept.
public final class Work {
    /// Processor time.
    public double cpu;
    /// Everything a slot is held for when nobody else is there: processor time, waits, calls to others.
    public double holding;
    /// The variance of [#holding], in seconds squared.
    public double variance;

    /// Squared coefficient of variation.
    double variability() {
        return holding <= 0 ? 0 : variance / (holding * holding);
    }
}
