package dev.tidewright.bench;

import java.util.Locale;

/// One figure.
///
/// @param benchmark what was done, `suite/case`
/// @param value     the figure (median where several were taken)
/// @param unit      e.g. `evaluations/s`, `ms`, `x real time`
/// @param note      what it ran on or against; may be empty
public record Result(String benchmark, double value, String unit, String note) {
    /// One line of JSON with the machine named.
    public String toJson() {
        return String.format(
                Locale.ROOT,
                "{\"benchmark\":\"%s\",\"value\":%s,\"unit\":\"%s\",\"note\":\"%s\",\"machine\":\"%s\"}",
                benchmark,
                value >= 1_000 ? String.format(Locale.ROOT, "%.0f", value) : String.format(Locale.ROOT, "%.4g", value),
                unit,
                note,
                machine());
    }

    private static String machine() {
        Runtime runtime = Runtime.getRuntime();
        return "%d cores, %s %s, Java %s"
                .formatted(
                        runtime.availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.version().feature());
    }
}
