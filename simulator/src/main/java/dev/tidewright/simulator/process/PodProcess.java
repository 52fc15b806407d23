package dev.tidewright.simulator.process;

import dev.tidewright.core.objects.Pod;

/// What runs inside one pod, as its kubelet sees it. Time is read from the world's clock.
public interface PodProcess {
    /// CPU time used since the process started, in core-nanoseconds, of the `container`-th container of the spec.
    long cpuNanos(int container);

    /// Working set now, in bytes.
    long memoryBytes(int container);

    /// Whether a readiness probe sent now would succeed.
    boolean answersProbe();

    /// The containers may use what `pod` says from now on, without a restart.
    default void resized(Pod pod) {}

    /// SIGTERM: takes nothing new, finishes what is in flight, then says [Host#exited].
    void terminate();

    /// SIGKILL, or the machine is gone: whatever is in flight fails. Says nothing to the host any more.
    void kill();
}
