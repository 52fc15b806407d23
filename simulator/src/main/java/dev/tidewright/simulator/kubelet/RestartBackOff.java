package dev.tidewright.simulator.kubelet;

import java.time.Duration;

/// How long a container that keeps ending waits before it starts again. The first restart comes at once; then 10 s,
/// doubling to 5 min; a container that ran for 10 min begins anew.
///
/// Source: kubelet's `MaxContainerBackOff`, `backOffPeriod` and client-go's `flowcontrol.Backoff`.
final class RestartBackOff {
    static final Duration INITIAL = Duration.ofSeconds(10);
    static final Duration CEILING = Duration.ofMinutes(5);
    private static final long RESET_NANOS = CEILING.multipliedBy(2).toNanos();

    private long delayNanos;
    private long restartedNanos;

    /// When the container that ended at `endedNanos` starts again. Counts as that restart: ask once an end.
    long restartAt(long endedNanos) {
        boolean fresh = delayNanos == 0 || endedNanos - restartedNanos > RESET_NANOS;
        restartedNanos = fresh ? endedNanos : endedNanos + delayNanos;
        delayNanos = fresh ? INITIAL.toNanos() : Math.min(2 * delayNanos, CEILING.toNanos());
        return restartedNanos;
    }
}
