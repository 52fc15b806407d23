package dev.tidewright.simulator.queueing;

import java.time.Duration;

/// The step of time in which load is reckoned.
///
/// One second: finer than everything that reads the result (metrics-server 15 s, probes 10 s, endpoints about 1 s) and
/// coarse enough that a week is 604,800 steps. What happens inside a step (queues that build up and drain within
/// milliseconds) is not lost: [Station] answers it with the formulas of stationary queues.
public final class Step {
    public static final Duration LENGTH = Duration.ofSeconds(1);
    public static final double SECONDS = 1;

    private Step() {}
}
