package dev.tidewright.control.nodes;

import static dev.tidewright.core.explain.Explanation.because;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A cloud that does not tell its groups: asked again after the scan interval, then twice as long after each further
/// failure, two minutes at most. Beginning and end are told once, as event and in the journal. Not thread-safe.
final class CloudSilence {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Chronicle chronicle;
    private final Duration shortest;
    private Optional<Instant> since = Optional.empty();
    private Duration wait = Duration.ZERO;

    CloudSilence(Chronicle chronicle, Duration scanInterval) {
        this.chronicle = chronicle;
        this.shortest = scanInterval;
    }

    /// @return when to ask again
    Duration failed(String reason, Instant now) {
        chronicle.meters().failed(BackOffs.REFUSED);
        if (since.isEmpty()) {
            since = Optional.of(now);
            chronicle.warning(
                    chronicle.status(), "CloudUnavailable", "Cannot read node groups, nothing is scaled: " + reason);
            chronicle.record(
                    chronicle.status(),
                    "fail",
                    because("the cloud does not tell its groups").given("reason", reason),
                    List.of(chronicle.status()));
        }
        Duration next = wait.isZero() ? shortest : wait.multipliedBy(2);
        wait = next.compareTo(LONGEST) > 0 ? LONGEST : next;
        return wait;
    }

    void answered(Instant now) {
        if (since.isPresent()) {
            Duration silent = Duration.between(since.get(), now);
            chronicle.normal(
                    chronicle.status(),
                    "CloudAvailable",
                    "Node groups can be read again after " + silent.toSeconds() + "s");
            chronicle.record(
                    chronicle.status(),
                    "recover",
                    because("the cloud tells its groups again").given("silent for", silent.toSeconds() + "s"),
                    List.of(chronicle.status()));
        }
        since = Optional.empty();
        wait = Duration.ZERO;
    }
}
