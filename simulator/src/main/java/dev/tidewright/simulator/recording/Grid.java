package dev.tidewright.simulator.recording;

import java.time.Duration;
import java.time.Instant;

/// The rows into which a run's length is cut: few enough to keep and to draw, however long the run.
///
/// @param sampling between two looks at the gauges; divides a minute and a step
/// @param step     the length of one row
/// @param rows     how many rows the planned length has, [#MOST_ROWS] at most
public record Grid(Instant start, Duration sampling, Duration step, int rows) {
    public static final int MOST_ROWS = 2_880;

    private static final Duration SHORT_RUN = Duration.ofHours(6);
    private static final int[] STEPS_SECONDS = {
        15, 30, 60, 120, 180, 300, 600, 900, 1_200, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400
    };

    /// The grid of a run: steps of 15 s and up, in lengths a person reads easily.
    public static Grid of(Instant start, Duration length) {
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("a run's length must be above 0: " + length);
        }
        Duration sampling = Duration.ofSeconds(length.compareTo(SHORT_RUN) <= 0 ? 5 : 15);
        Duration step = step(length.toSeconds());
        return new Grid(start, sampling, step, Math.toIntExact(ceilDivision(length.toNanos(), step.toNanos())));
    }

    private static Duration step(long seconds) {
        for (int step : STEPS_SECONDS) {
            if ((long) step * MOST_ROWS >= seconds) {
                return Duration.ofSeconds(step);
            }
        }
        return Duration.ofDays(ceilDivision(seconds, 86_400L * MOST_ROWS));
    }

    private static long ceilDivision(long dividend, long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }

    /// The end of a row.
    public Instant endOf(int row) {
        return start.plus(step.multipliedBy(row + 1L));
    }
}
