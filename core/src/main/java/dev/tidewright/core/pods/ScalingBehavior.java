package dev.tidewright.core.pods;

/// How fast, and how hesitantly, the count may change (`spec.behavior`, with defaults filled in).
public record ScalingBehavior(ScalingRules scaleUp, ScalingRules scaleDown) {
    /// What the API server fills in where `behavior` is given without rules.
    public static final ScalingBehavior DEFAULT =
            new ScalingBehavior(ScalingRules.DEFAULT_UP, ScalingRules.DEFAULT_DOWN);
}
