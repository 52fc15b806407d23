package dev.tidewright.simulator.scenario;

import java.time.Duration;

/// What the run must keep to.
public sealed interface Objective {
    /// @param percentile above 0 to below 100
    record Latency(String service, double percentile, Duration atMost) implements Objective {}

    /// @param atMost failed requests over all, 0 to 1
    record Errors(String service, double atMost) implements Objective {}

    /// The longest a pod may wait for a node.
    record Pending(Duration atMost) implements Objective {}

    /// @param atMost for the whole run, in the scenario's currency
    record Cost(double atMost) implements Objective {}
}
