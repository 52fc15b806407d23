package dev.tidewright.simulator.queueing;

/// Something that a request waits for: another service, a database, a cache. Tells how the last step went.
public interface Downstream {
    /// Mean time of one call, failed ones included, in seconds.
    double seconds();

    /// Variance of that time, in seconds squared.
    double variance();

    /// Share of calls that fail, 0 to 1.
    double failedShare();

    /// Sends calls, to be served in this step or the next.
    ///
    /// @param expected the mean of `count`
    void ask(long count, double expected);
}
