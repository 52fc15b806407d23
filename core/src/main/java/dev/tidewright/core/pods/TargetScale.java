package dev.tidewright.core.pods;

/// The target's scale subresource.
///
/// @param replicas       pods wanted (`spec.replicas`)
/// @param statusReplicas pods there are
public record TargetScale(int replicas, int statusReplicas, ScaleSelector selector) {}
