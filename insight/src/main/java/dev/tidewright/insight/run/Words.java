package dev.tidewright.insight.run;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Figures as people read them. The same figure is spelled in the same way in every rendering and every locale.
public final class Words {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY_AND_CLOCK = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT);

    private Words() {}

    /// `12 ms`, `1.84 s`, `95 s`, `4 min 10 s`, `2 h 5 min`.
    public static String time(Duration time) {
        double seconds = time.toNanos() / 1e9;
        if (seconds < 0.9995) {
            return number(seconds * 1_000) + " ms";
        }
        if (seconds < 120) {
            return number(seconds) + " s";
        }
        long whole = Math.round(seconds);
        if (whole < 7_200) {
            return join(whole / 60, "min", whole % 60, "s");
        }
        long minutes = Math.round(seconds / 60);
        return minutes < 2_880
                ? join(minutes / 60, "h", minutes % 60, "min")
                : join(minutes / 1_440, "d", minutes % 1_440 / 60, "h");
    }

    private static String join(long large, String unit, long small, String smallUnit) {
        return small == 0 ? large + " " + unit : large + " " + unit + " " + small + " " + smallUnit;
    }

    public static String nanos(long nanos) {
        return time(Duration.ofNanos(nanos));
    }

    /// Three significant figures, whole numbers without a point, thousands apart by a comma.
    public static String number(double value) {
        double size = Math.abs(value);
        if (size >= 99.95 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,d", Math.round(value));
        }
        return trimmed(String.format(Locale.ROOT, size >= 9.995 ? "%.1f" : "%.2f", value));
    }

    /// With thousands apart by a comma.
    public static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String trimmed(String decimal) {
        String shorter = decimal;
        while (shorter.endsWith("0")) {
            shorter = shorter.substring(0, shorter.length() - 1);
        }
        return shorter.endsWith(".") ? shorter.substring(0, shorter.length() - 1) : shorter;
    }

    /// A share of 1 as per cent; small ones keep the digits that tell.
    public static String share(double share) {
        double percent = share * 100;
        if (percent > 0 && percent < 0.1) {
            return trimmed(String.format(Locale.ROOT, "%.4f", percent)) + " %";
        }
        return number(percent) + " %";
    }

    /// Thousandths of a core: `247m`.
    public static String cores(long milli) {
        return milli + "m";
    }

    /// Rounded up: `260 MiB`.
    public static String mebibytes(long bytes) {
        return Math.ceilDiv(bytes, 1L << 20) + " MiB";
    }

    public static String money(double amount) {
        return String.format(Locale.ROOT, "%,.2f", amount);
    }

    /// The time of day in UTC, with the day where the run lasts longer than one.
    public static String clock(Instant at, Duration length) {
        return (length.compareTo(Duration.ofHours(24)) > 0 ? DAY_AND_CLOCK : CLOCK).format(at.atOffset(ZoneOffset.UTC));
    }

    /// `1 pod`, `3 pods`.
    public static String count(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /// The last part of a subject: `web` of `workload/shop/web`.
    public static String lastPart(String subject) {
        return subject.substring(subject.lastIndexOf('/') + 1);
    }
}
