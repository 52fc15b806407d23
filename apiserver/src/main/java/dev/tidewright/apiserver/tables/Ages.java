package dev.tidewright.apiserver.tables;

import java.time.Duration;
import java.time.Instant;

/// Durations in two or three figures: `45s`, `5m3s`, `3d4h`. Source: `k8s.io/apimachinery/pkg/util/duration`.
final class Ages {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long YEAR = 365 * DAY;

    private Ages() {}

    static String between(Instant from, Instant to) {
        return human(Duration.between(from, to));
    }

    static String human(Duration duration) {
        long seconds = duration.isNegative() ? -duration.abs().toSeconds() : duration.toSeconds();
        if (seconds < -1) {
            return "<invalid>";
        }
        if (seconds < 2 * MINUTE) {
            return Math.max(seconds, 0) + "s";
        }
        if (seconds < 3 * HOUR) {
            return two(seconds, MINUTE, "m", 1, "s", 10 * MINUTE);
        }
        if (seconds < 2 * DAY) {
            return two(seconds, HOUR, "h", MINUTE, "m", 8 * HOUR);
        }
        if (seconds < 2 * YEAR) {
            return two(seconds, DAY, "d", HOUR, "h", 8 * DAY);
        }
        return two(seconds, YEAR, "y", DAY, "d", 8 * YEAR);
    }

    /// With the smaller unit too while the duration is below `coarse`.
    private static String two(long seconds, long unit, String name, long smaller, String smallerName, long coarse) {
        long rest = seconds % unit / smaller;
        return seconds / unit + name + (seconds >= coarse || rest == 0 ? "" : rest + smallerName);
    }
}
