package dev.tidewright.core.pods;

/// A count after a rule was applied to it, with upstream's reason and message.
///
/// @param reason of the condition that tells of the rule
public record Limit(int replicas, String reason, String message) {
    static final String WITHIN = "DesiredWithinRange";

    static Limit within(int replicas) {
        return new Limit(replicas, WITHIN, "the desired count is within the acceptable range");
    }

    static Limit tooFew(int replicas) {
        return new Limit(
                replicas, "TooFewReplicas", "the desired replica count is less than the minimum replica count");
    }

    static Limit tooMany(int replicas) {
        return new Limit(
                replicas, "TooManyReplicas", "the desired replica count is more than the maximum replica count");
    }

    static Limit tooFastUp(int replicas) {
        return new Limit(
                replicas, "ScaleUpLimit", "the desired replica count is increasing faster than the maximum scale rate");
    }

    static Limit tooFastDown(int replicas) {
        return new Limit(
                replicas,
                "ScaleDownLimit",
                "the desired replica count is decreasing faster than the maximum scale rate");
    }
}
