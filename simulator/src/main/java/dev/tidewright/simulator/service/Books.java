package dev.tidewright.simulator.service;

import java.util.EnumMap;
import java.util.Objects;

/// One service's books: every request that came is served, failed or in flight. Whole numbers, so exact.
public final class Books {
    private final EnumMap<Failure, long[]> failed = new EnumMap<>(Failure.class);
    private long arrived;
    private long served;
    private long failures;
    private long retried;

    Books() {
        for (Failure why : Failure.values()) {
            failed.put(why, new long[1]);
        }
    }

    private long[] count(Failure why) {
        return Objects.requireNonNull(failed.get(why));
    }

    void arrive(long count) {
        arrived += count;
    }

    void serve(long count) {
        served += count;
    }

    void fail(Failure why, long count) {
        count(why)[0] += count;
        failures += count;
    }

    void retry(long count) {
        retried += count;
    }

    public long arrived() {
        return arrived;
    }

    public long served() {
        return served;
    }

    public long failed() {
        return failures;
    }

    public long failed(Failure why) {
        return count(why)[0];
    }

    /// Attempts beyond the first.
    public long retried() {
        return retried;
    }

    /// Requests that should be in flight.
    public long open() {
        return arrived - served - failures;
    }

    @Override
    public String toString() {
        var line = new StringBuilder("arrived " + arrived + ", served " + served);
        for (Failure why : Failure.values()) {
            line.append(", ").append(why).append(' ').append(count(why)[0]);
        }
        return line.append(", retried ").append(retried).toString();
    }
}
