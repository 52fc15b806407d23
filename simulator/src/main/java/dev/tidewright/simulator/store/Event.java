package dev.tidewright.simulator.store;

import dev.tidewright.core.objects.ObjectKey;
import java.time.Instant;

/// What `kubectl describe` shows under an object.
///
/// @param type  `Normal` or `Warning`
/// @param count how often it happened
public record Event(
        ObjectKey about, String type, String reason, String message, int count, Instant first, Instant last) {
    boolean repeats(String type, String reason, String message) {
        return this.type.equals(type) && this.reason.equals(reason) && this.message.equals(message);
    }

    Event again(Instant at) {
        return new Event(about, type, reason, message, count + 1, first, at);
    }
}
