package dev.tidewright.core.objects;

import java.time.Duration;

/// When a kubelet asks a container how it is, and how many answers settle it. Source: `v1.Probe`, its defaults.
public record Probe(Duration initialDelay, Duration period, Duration timeout, int failures, int successes) {
    public static final Probe DEFAULT = new Probe(Duration.ZERO, Duration.ofSeconds(10), Duration.ofSeconds(1), 3, 1);
}
