package dev.tidewright.core.objects;

import java.time.Instant;

/// One entry of `status.conditions`.
///
/// @param status     `True`, `False` or `Unknown`
/// @param transition when `status` last changed
public record Condition(String type, String status, String reason, String message, Instant transition) {
    public boolean isTrue() {
        return status.equals("True");
    }
}
