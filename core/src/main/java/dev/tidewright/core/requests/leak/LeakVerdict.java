package dev.tidewright.core.requests.leak;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.units.Bytes;

/// Whether memory leaks, and why that is said.
public sealed interface LeakVerdict {
    Explanation why();

    /// Too little was seen to say.
    record TooEarly(Explanation why) implements LeakVerdict {}

    /// Memory stays, follows load, or has stopped growing.
    record NoLeak(Explanation why) implements LeakVerdict {}

    /// Memory grows by itself.
    ///
    /// @param bytesPerHour how fast
    /// @param frozen       it was killed so often that more memory only buys time
    record Leak(double bytesPerHour, int kills, boolean frozen, Explanation why) implements LeakVerdict {}

    /// What may be asked for: as recommended, but no more than now where growth is frozen.
    default Bytes allowed(Bytes now, Bytes recommended) {
        boolean grows = recommended.compareTo(now) > 0;
        return grows && this instanceof Leak leak && leak.frozen() ? now : recommended;
    }
}
