package dev.tidewright.core.units;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations in Go's spelling, which Kubernetes' flags use: `300ms`, `1.5h`, `1h30m`; days and weeks (`2d`, `1w`) too.
public final class Durations {
    private static final Pattern WHOLE = Pattern.compile("[+-]?(?:\\d+(?:\\.\\d+)?(?:ns|us|µs|ms|s|m|h|d|w))+|[+-]?0");
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|µs|ms|s|m|h|d|w)");
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long[] NANOS = {
        7 * 86_400 * SECOND_NANOS,
        86_400 * SECOND_NANOS,
        3_600 * SECOND_NANOS,
        60 * SECOND_NANOS,
        SECOND_NANOS,
        1_000_000
    };
    private static final String[] UNITS = {"w", "d", "h", "m", "s", "ms"};

    private Durations() {}

    /// @throws IllegalArgumentException if the text is not a duration with a unit, or longer than 292 years
    public static Duration parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException("not a duration: '" + text + "' (expected e.g. 30s, 10m, 1h30m)");
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(nanosOf(part.group(2)))));
        }
        return exactly(text, text.startsWith("-") ? nanos.negate() : nanos);
    }

    private static Duration exactly(String text, BigDecimal nanos) {
        try {
            return Duration.ofNanos(nanos.toBigInteger().longValueExact());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("too long: '" + text + "'", e);
        }
    }

    private static long nanosOf(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "us", "µs" -> 1_000;
            default -> NANOS[java.util.Arrays.asList(UNITS).indexOf(unit)];
        };
    }

    /// The shortest exact spelling down to milliseconds; what is finer is cut off: `1h30m`, `250ms`, `2d`.
    public static String format(Duration duration) {
        if (duration.isNegative()) {
            return "-" + format(duration.negated());
        }
        StringBuilder text = new StringBuilder();
        long rest = duration.toNanos();
        for (int i = 1; i < UNITS.length; i++) {
            if (rest >= NANOS[i]) {
                text.append(rest / NANOS[i]).append(UNITS[i]);
                rest %= NANOS[i];
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }
}
