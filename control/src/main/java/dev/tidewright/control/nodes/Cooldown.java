package dev.tidewright.control.nodes;

import dev.tidewright.core.nodes.NodeScalingFlags.ScaleDown;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Times at which nothing is given back, because of what was done a short while ago. Not thread-safe.
final class Cooldown {
    private final ScaleDown flags;
    private Instant lastAdd = Instant.EPOCH;
    private Instant lastDelete = Instant.EPOCH;

    Cooldown(ScaleDown flags) {
        this.flags = flags;
    }

    void added(Instant now) {
        lastAdd = now;
    }

    void deleted(Instant now) {
        lastDelete = now;
    }

    /// Until when nothing may be given back, and the flag that says so; empty where it may be.
    Optional<Hold> at(Instant now, Optional<Instant> lastFailure) {
        Hold longest = new Hold("", Instant.EPOCH);
        longest = longest.or("--scale-down-delay-after-add", lastAdd, flags.delayAfterAdd());
        longest = longest.or("--scale-down-delay-after-delete", lastDelete, flags.delayAfterDelete());
        longest = longest.or(
                "--scale-down-delay-after-failure", lastFailure.orElse(Instant.EPOCH), flags.delayAfterFailure());
        return longest.until().isAfter(now) ? Optional.of(longest) : Optional.empty();
    }

    /// @param flag  that says so
    record Hold(String flag, Instant until) {
        private Hold or(String flag, Instant since, Duration delay) {
            Instant end = since.equals(Instant.EPOCH) ? Instant.EPOCH : since.plus(delay);
            return end.isAfter(until) ? new Hold(flag, end) : this;
        }
    }
}
