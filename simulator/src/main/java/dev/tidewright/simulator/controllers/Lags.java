package dev.tidewright.simulator.controllers;

import java.time.Duration;

/// How long the control plane takes between a change and what follows from it. Small beside metrics, boots and pulls,
/// yet never nothing: a chain of five controllers is tens of milliseconds.
///
/// @param watch from a write until a controller that watches acts on it: the watch cache, the informer and the work
///              queue. 5 ms on a healthy control plane (SIG Scalability's load tests see single digits).
/// @param write one write of the API server, etcd's commit included. 10 ms: etcd's documentation asks for a WAL
///              fsync p99 below that.
public record Lags(Duration watch, Duration write) {
    public static final Lags DEFAULT = new Lags(Duration.ofMillis(5), Duration.ofMillis(10));

    public Lags {
        if (watch.isNegative() || write.isNegative()) {
            throw new IllegalArgumentException("negative lag: watch " + watch + ", write " + write);
        }
    }
}
