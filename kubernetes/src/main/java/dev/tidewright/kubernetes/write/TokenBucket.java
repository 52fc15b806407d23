package dev.tidewright.kubernetes.write;

import java.time.Duration;
import java.time.Instant;

/// How many events one object may still have: 25 at once, then one each five minutes. Not thread-safe.
///
/// Source: client-go, `defaultSpamBurst`, `defaultSpamQPS`.
final class TokenBucket {
    private static final double BURST = 25;
    private static final double PER_SECOND = 1 / 300.0;

    private double tokens = BURST;
    private Instant last;

    TokenBucket(Instant now) {
        this.last = now;
    }

    boolean takes(Instant now) {
        double seconds = Math.max(0, Duration.between(last, now).toMillis() / 1000.0);
        tokens = Math.min(BURST, tokens + seconds * PER_SECOND);
        last = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
