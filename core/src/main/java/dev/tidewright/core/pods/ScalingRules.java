package dev.tidewright.core.pods;

import dev.tidewright.core.units.Quantity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The rules of one direction.
///
/// @param stabilizationWindow over which the most cautious recommendation counts; empty: the controller's flag
///                            (`--horizontal-pod-autoscaler-downscale-stabilization`), for scaling down only
/// @param tolerance           a ratio around 1; empty: the controller's flag
public record ScalingRules(
        Optional<Duration> stabilizationWindow,
        SelectPolicy selectPolicy,
        List<ScalingPolicy> policies,
        Optional<Quantity> tolerance) {
    /// Which of several policies counts.
    public enum SelectPolicy {
        /// The one that allows most.
        MAX,
        /// The one that allows least.
        MIN,
        /// None: no scaling in this direction.
        DISABLED
    }

    /// At most so much change in a period.
    ///
    /// @param type   in pods, or in percent of the count at the period's start
    /// @param value  1 and up
    /// @param period up to half an hour
    public record ScalingPolicy(Type type, int value, Duration period) {
        /// What the value counts.
        public enum Type {
            PODS,
            PERCENT
        }

        public static ScalingPolicy pods(int value, int periodSeconds) {
            return new ScalingPolicy(Type.PODS, value, Duration.ofSeconds(periodSeconds));
        }

        public static ScalingPolicy percent(int value, int periodSeconds) {
            return new ScalingPolicy(Type.PERCENT, value, Duration.ofSeconds(periodSeconds));
        }

        /// `50 %/60 s`, `4 pods/15 s`.
        @Override
        public String toString() {
            return value + (type == Type.PERCENT ? " %" : value == 1 ? " pod" : " pods") + "/" + period.toSeconds()
                    + " s";
        }
    }

    public static final ScalingRules DEFAULT_UP = new ScalingRules(
            Optional.of(Duration.ZERO),
            SelectPolicy.MAX,
            List.of(ScalingPolicy.pods(4, 15), ScalingPolicy.percent(100, 15)),
            Optional.empty());

    public static final ScalingRules DEFAULT_DOWN = new ScalingRules(
            Optional.empty(), SelectPolicy.MAX, List.of(ScalingPolicy.percent(100, 15)), Optional.empty());

    public ScalingRules {
        policies = List.copyOf(policies);
    }

    public ScalingRules with(Duration stabilizationWindow) {
        return new ScalingRules(Optional.of(stabilizationWindow), selectPolicy, policies, tolerance);
    }

    public ScalingRules with(SelectPolicy selectPolicy) {
        return new ScalingRules(stabilizationWindow, selectPolicy, policies, tolerance);
    }

    public ScalingRules with(List<ScalingPolicy> policies) {
        return new ScalingRules(stabilizationWindow, selectPolicy, policies, tolerance);
    }

    /// How long a change of the count must be remembered.
    Duration longestPeriod() {
        Duration longest = Duration.ZERO;
        for (ScalingPolicy policy : policies) {
            longest = policy.period().compareTo(longest) > 0 ? policy.period() : longest;
        }
        return longest;
    }
}
