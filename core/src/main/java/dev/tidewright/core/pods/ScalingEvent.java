package dev.tidewright.core.pods;

/// An event that a sync emits about its autoscaler.
///
/// @param type `Normal` or `Warning`
public record ScalingEvent(String type, String reason, String message) {
    static ScalingEvent warning(String reason, String message) {
        return new ScalingEvent("Warning", reason, message);
    }
}
