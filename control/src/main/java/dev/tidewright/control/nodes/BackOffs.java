package dev.tidewright.control.nodes;

import dev.tidewright.core.nodes.NodeScalingFlags.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Leaves groups alone that did not deliver: 5 minutes at first, twice as long after each further failure, 30 at most.
/// Not thread-safe. Bounded by the number of groups.
///
/// Source: `pkg/utils/backoff/exponential_backoff.go`.
final class BackOffs {
    /// @param code   of the failure, as cluster-autoscaler's status and metrics name it
    /// @param reason in a few words, for explanations
    record BackOff(Duration length, Instant until, Instant lastFailure, String code, String reason) {}

    /// The code of an order that the cloud refused.
    static final String REFUSED = "cloudProviderError";

    /// The code of an order that did not come in time.
    static final String TIMED_OUT = "timeout";

    private final Delivery flags;
    private final SortedMap<String, BackOff> byGroup = new TreeMap<>();

    BackOffs(Delivery flags) {
        this.flags = flags;
    }

    /// Notes a failure; one that comes while the group is left alone already does not lengthen it.
    BackOff failed(String group, Instant now, String code, String reason) {
        BackOff known = byGroup.get(group);
        Duration length = flags.initialBackoff();
        if (known != null) {
            if (known.until().isAfter(now)) {
                return known;
            }
            Duration twice = known.length().multipliedBy(2);
            length = twice.compareTo(flags.maxBackoff()) > 0 ? flags.maxBackoff() : twice;
        }
        var backOff = new BackOff(length, now.plus(length), now, code, reason);
        byGroup.put(group, backOff);
        return backOff;
    }

    /// Why the group is left alone now; empty where it is not.
    Optional<BackOff> of(String group, Instant now) {
        return Optional.ofNullable(byGroup.get(group))
                .filter(backOff -> backOff.until().isAfter(now));
    }

    /// Forgets failures that lie long enough back.
    void forgetOld(Instant now) {
        byGroup.values()
                .removeIf(backOff ->
                        backOff.lastFailure().plus(flags.backoffReset()).isBefore(now));
    }
}
