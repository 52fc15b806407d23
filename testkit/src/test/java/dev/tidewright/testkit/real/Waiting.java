package dev.tidewright.testkit.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Waits in real time for what another process does.
final class Waiting {
    private static final long LOOK_MILLIS = 20;

    private Waiting() {}

    static void until(String what, Duration patience, BooleanSupplier condition) {
        for (long i = 0; i < patience.toMillis() / LOOK_MILLIS && !condition.getAsBoolean(); i++) {
            pass(Duration.ofMillis(LOOK_MILLIS));
        }
        assertThat(condition.getAsBoolean()).as("%s within %s", what, patience).isTrue();
    }

    static void pass(Duration time) {
        try {
            boolean _ = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
