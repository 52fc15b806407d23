package dev.tidewright.simulator.process;

/// What a process tells the kubelet that runs it.
public interface Host {
    /// The process ended by itself.
    ///
    /// @param reason `Completed`, `Error` or `OOMKilled`
    void exited(String reason);

    /// [PodProcess#answersProbe] answers otherwise than before; spares the kubelet asking every period.
    void probeChanged();
}
