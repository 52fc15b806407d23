package dev.tidewright.simulator.process;

/// A process that tells when it started, as a container's start time in the kubelet's metrics does.
public interface Aged extends PodProcess {
    /// Nanoseconds of virtual time at which the process started.
    long startedNanos();
}
