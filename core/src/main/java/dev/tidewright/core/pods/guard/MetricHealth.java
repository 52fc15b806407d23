package dev.tidewright.core.pods.guard;

import java.time.Instant;
import java.util.Optional;

/// What the metric-loss guard remembers of one metric. Bounded: a few numbers.
///
/// @param newest      end of the newest window seen
/// @param fingerprint of the values of that reading
/// @param repeats     later readings with the very same values, in a row
/// @param trusted     the last value that was believed, in thousandths; 0 before the first
/// @param zeroSince   since when it has been exactly zero; empty while it is not
/// @param busyMilli what all pods used when it became zero, see [PodCpu]; 0 where they idled or nobody knew
/// @param suspect     whether the last reading was not believed
record MetricHealth(
        Instant newest,
        int fingerprint,
        int repeats,
        long trusted,
        Optional<Instant> zeroSince,
        long busyMilli,
        boolean suspect) {
    static final MetricHealth UNKNOWN = new MetricHealth(Instant.MIN, 0, 0, 0, Optional.empty(), 0, false);

    MetricHealth distrusted() {
        return new MetricHealth(newest, fingerprint, repeats, trusted, zeroSince, busyMilli, true);
    }

    MetricHealth trusting(long value) {
        return new MetricHealth(newest, fingerprint, repeats, value, Optional.empty(), 0, false);
    }

    MetricHealth zeroAt(Instant now, long busy) {
        return new MetricHealth(
                newest,
                fingerprint,
                repeats,
                trusted,
                Optional.of(zeroSince.orElse(now)),
                zeroSince.isPresent() && busyMilli > 0 ? busyMilli : busy,
                true);
    }

    MetricHealth read(Instant time, int print) {
        boolean again = time.isAfter(newest);
        int same = !again ? repeats : print == fingerprint ? repeats + 1 : 0;
        return new MetricHealth(again ? time : newest, print, same, trusted, zeroSince, busyMilli, suspect);
    }
}
