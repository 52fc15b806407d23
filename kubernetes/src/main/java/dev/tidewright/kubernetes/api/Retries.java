package dev.tidewright.kubernetes.api;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How often and how soon a request is sent again: 100 ms, doubled each time, with as much again at random.
///
/// @param most     attempts in all, from 1
/// @param longest  a single pause, whatever the server's `Retry-After` says
/// @param patience with the answer to one attempt
public record Retries(int most, Duration first, Duration longest, Duration patience) {
    public static final Retries DEFAULT =
            new Retries(7, Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofSeconds(30));

    /// For what is tried again by itself.
    public static Retries none(Duration patience) {
        return new Retries(1, Duration.ZERO, Duration.ZERO, patience);
    }

    /// @param failures before, from 1
    /// @param asked    what the server asked for; zero where it said nothing
    public Duration pause(int failures, Duration asked, RandomGenerator random) {
        long millis = Math.min(longest.toMillis(), first.toMillis() << Math.min(failures - 1, 16));
        long jittered = Math.max(millis + random.nextLong(millis + 1), asked.toMillis());
        return Duration.ofMillis(Math.min(jittered, longest.toMillis() * 2));
    }
}
