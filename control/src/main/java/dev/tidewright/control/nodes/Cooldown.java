package dev.tidewright.control.nodes;

import dev.tidewright.core.nodes.NodeScalingFlags.ScaleDown;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Times at which nothing is given back, because of what was done a short while ago: by all groups, or with
/// `--scale-down-delay-type-local` by the group that it was done to. Not thread-safe; remembers groups there were.
final class Cooldown {
    private final ScaleDown flags;
    private final SortedMap<String, Instant> added = new TreeMap<>();
    private final SortedMap<String, Instant> deleted = new TreeMap<>();
    private final SortedMap<String, Instant> failed = new TreeMap<>();

    Cooldown(ScaleDown flags) {
        this.flags = flags;
    }

    void added(String group, Instant now) {
        added.put(group, now);
    }

    void deleted(String group, Instant now) {
        deleted.put(group, now);
    }

    /// A drain had to be given up.
    void failed(String group, Instant now) {
        failed.put(group, now);
    }

    /// Until when no group may give anything back, and the flag that says so; empty where they may.
    Optional<Hold> ofAll(Instant now) {
        return flags.delayTypeLocal() ? Optional.empty() : hold(latest(added), latest(deleted), latest(failed), now);
    }

    /// Until when this group alone may not; empty where the delays hold for all groups.
    Optional<Hold> of(String group, Instant now) {
        return flags.delayTypeLocal()
                ? hold(
                        added.getOrDefault(group, Instant.EPOCH),
                        deleted.getOrDefault(group, Instant.EPOCH),
                        failed.getOrDefault(group, Instant.EPOCH),
                        now)
                : Optional.empty();
    }

    private static Instant latest(SortedMap<String, Instant> times) {
        return times.values().stream().max(Instant::compareTo).orElse(Instant.EPOCH);
    }

    private Optional<Hold> hold(Instant added, Instant deleted, Instant failed, Instant now) {
        Hold longest = new Hold("", Instant.EPOCH)
                .or(new Hold("--scale-down-delay-after-add", added.plus(flags.delayAfterAdd())))
                .or(new Hold("--scale-down-delay-after-delete", deleted.plus(flags.delayAfterDelete())))
                .or(new Hold("--scale-down-delay-after-failure", failed.plus(flags.delayAfterFailure())));
        return longest.until().isAfter(now) ? Optional.of(longest) : Optional.empty();
    }

    /// @param flag  that says so
    record Hold(String flag, Instant until) {
        private Hold or(Hold other) {
            return other.until.isAfter(until) ? other : this;
        }
    }
}
