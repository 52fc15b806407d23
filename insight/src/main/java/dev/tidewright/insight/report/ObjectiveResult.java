package dev.tidewright.insight.report;

import dev.tidewright.simulator.scenario.Objective;

/// Whether one objective was kept.
///
/// @param name   what was promised, e.g. `web p95 latency at most 300 ms`
/// @param figure what came of it, in words and with its unit
public record ObjectiveResult(Objective objective, String name, String figure, boolean met) {
    /// One line: `missed: web p95 latency at most 300 ms: was 812 ms`.
    @Override
    public String toString() {
        return (met ? "met: " : "missed: ") + name + ": was " + figure;
    }
}
