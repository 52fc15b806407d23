package dev.tidewright.simulator.faults;

/// The databases, as far as a fault reaches them.
public interface DatabaseFaults {
    /// From now on each query takes `factor` times as long as it would on a healthy server; 1 ends the fault.
    void slow(String database, double factor);
}
