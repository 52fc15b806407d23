package dev.tidewright.core.requests.leak;

import java.time.Duration;

/// When growth counts as a leak.
///
/// @param readings      the fewest that anything is said of
/// @param span          the shortest time that anything is said of, all lives together
/// @param explained     the least share of memory's movement that time must explain once load had its say, 0 to 1
/// @param growth        the least growth over the readings' time, as a share of mean memory
/// @param stillGrowing  the least slope of the later half of lives, as a share of the whole's: caches fill and stop
/// @param killsToFreeze out-of-memory kills of a leaking container after which its memory grows no more
public record LeakSettings(
        int readings, Duration span, double explained, double growth, double stillGrowing, int killsToFreeze) {
    public static final LeakSettings DEFAULT = new LeakSettings(12, Duration.ofMinutes(10), 0.5, 0.1, 1.0 / 3, 3);
}
