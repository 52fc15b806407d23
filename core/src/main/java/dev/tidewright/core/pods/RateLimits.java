package dev.tidewright.core.pods;

import dev.tidewright.core.pods.ScalingMemory.ScaleEvent;
import dev.tidewright.core.pods.ScalingRules.ScalingPolicy;
import dev.tidewright.core.pods.ScalingRules.SelectPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How far the count may go in one step.
public final class RateLimits {
    private RateLimits() {}

    /// Where the autoscaler has no `behavior`: within min and max, and at most a factor above what runs.
    public static Limit withoutBehavior(int current, int desired, int min, int max, PodScalingSettings settings) {
        int fastest = Amd64.toInt(Math.max(settings.scaleUpLimitFactor() * current, settings.scaleUpLimitMinimum()));
        if (desired < min) {
            return Limit.tooFew(min);
        }
        if (desired > Math.min(max, fastest)) {
            return max > fastest ? Limit.tooFastUp(fastest) : Limit.tooMany(max);
        }
        return Limit.within(desired);
    }

    /// Where it has: within min and max and what the policies leave of each period.
    public static Limit withBehavior(
            int current, int desired, int min, int max, ScalingBehavior behavior, ScalingMemory memory, Instant now) {
        if (desired > current) {
            int fastest = Math.max(current, ceiling(current, behavior.scaleUp(), memory, now));
            if (desired > Math.min(max, fastest)) {
                return max > fastest ? Limit.tooFastUp(fastest) : Limit.tooMany(max);
            }
        } else if (desired < current) {
            int fastest = Math.min(current, floor(current, behavior.scaleDown(), memory, now));
            if (desired < Math.max(min, fastest)) {
                return min < fastest ? Limit.tooFastDown(fastest) : Limit.tooFew(min);
            }
        }
        return Limit.within(desired);
    }

    /// The most that the policies allow now; not yet held against the current count.
    public static int ceiling(int current, ScalingRules rules, ScalingMemory memory, Instant now) {
        if (rules.selectPolicy() == SelectPolicy.DISABLED) {
            return current;
        }
        boolean most = rules.selectPolicy() == SelectPolicy.MAX;
        int result = most ? Integer.MIN_VALUE : Integer.MAX_VALUE;
        for (ScalingPolicy policy : rules.policies()) {
            int allowed = ceiling(policy, atStart(current, policy, memory, now));
            result = most ? Math.max(result, allowed) : Math.min(result, allowed);
        }
        return result;
    }

    /// The fewest that the policies allow now; not yet held against the current count.
    public static int floor(int current, ScalingRules rules, ScalingMemory memory, Instant now) {
        if (rules.selectPolicy() == SelectPolicy.DISABLED) {
            return current;
        }
        boolean fewest = rules.selectPolicy() == SelectPolicy.MAX;
        int result = fewest ? Integer.MAX_VALUE : Integer.MIN_VALUE;
        for (ScalingPolicy policy : rules.policies()) {
            int allowed = floor(policy, atStart(current, policy, memory, now));
            result = fewest ? Math.min(result, allowed) : Math.max(result, allowed);
        }
        return result;
    }

    /// Rounded up, so that one pod can ever become more.
    static int ceiling(ScalingPolicy policy, int atStart) {
        return switch (policy.type()) {
            case PODS -> atStart + policy.value();
            case PERCENT -> Amd64.toInt(Math.ceil(atStart * (1 + (double) policy.value() / 100)));
        };
    }

    static int floor(ScalingPolicy policy, int atStart) {
        return switch (policy.type()) {
            case PODS -> atStart - policy.value();
            case PERCENT -> Amd64.toInt(atStart * (1 - (double) policy.value() / 100));
        };
    }

    /// The count at the start of the policy's period.
    static int atStart(int current, ScalingPolicy policy, ScalingMemory memory, Instant now) {
        return current
                - changed(memory.scaleUps(), policy.period(), now)
                + changed(memory.scaleDowns(), policy.period(), now);
    }

    private static int changed(List<ScaleEvent> events, Duration period, Instant now) {
        int sum = 0;
        if (events.isEmpty()) {
            return sum;
        }
        Instant cutoff = now.minus(period);
        for (int i = 0; i < events.size(); i++) {
            ScaleEvent event = events.get(i);
            sum += event.time().isAfter(cutoff) ? event.change() : 0;
        }
        return sum;
    }
}
