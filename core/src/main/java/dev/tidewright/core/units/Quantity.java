package dev.tidewright.core.units;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;

/// A Kubernetes resource quantity: an exact decimal and the notation it was written in.
///
/// Source: `k8s.io/apimachinery/pkg/api/resource`.
///
/// @param amount the exact value
/// @param format the family of suffixes in which it prints
public record Quantity(BigDecimal amount, Format format) implements Comparable<Quantity> {
    /// The family of suffixes a quantity prints with.
    public enum Format {
        DECIMAL_SI,
        BINARY_SI,
        DECIMAL_EXPONENT
    }

    public static final Quantity ZERO = new Quantity(BigDecimal.ZERO, Format.DECIMAL_SI);
    private static final Map<String, BigDecimal> BINARY = Map.of(
            "Ki", BigDecimal.valueOf(1L << 10),
            "Mi", BigDecimal.valueOf(1L << 20),
            "Gi", BigDecimal.valueOf(1L << 30),
            "Ti", BigDecimal.valueOf(1L << 40),
            "Pi", BigDecimal.valueOf(1L << 50),
            "Ei", BigDecimal.valueOf(1L << 60));
    private static final Map<String, Integer> DECIMAL =
            Map.of("n", -9, "u", -6, "m", -3, "", 0, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);

    public static Quantity ofMilli(long milli) {
        return new Quantity(BigDecimal.valueOf(milli, 3), Format.DECIMAL_SI);
    }

    public static Quantity of(long value) {
        return new Quantity(BigDecimal.valueOf(value), Format.DECIMAL_SI);
    }

    public static Quantity ofBytes(long bytes) {
        return new Quantity(BigDecimal.valueOf(bytes), Format.BINARY_SI);
    }

    /// Reads any Kubernetes notation: `250m`, `1.5Gi`, `2e3`.
    ///
    /// @throws IllegalArgumentException if the text is not a quantity
    public static Quantity parse(String text) {
        int split = suffixStart(text);
        String suffix = text.substring(split);
        BigDecimal number = number(text, split);
        BigDecimal binary = BINARY.get(suffix);
        if (binary != null) {
            return new Quantity(number.multiply(binary), Format.BINARY_SI);
        }
        Integer power = DECIMAL.get(suffix);
        if (power != null) {
            return new Quantity(number.scaleByPowerOfTen(power), Format.DECIMAL_SI);
        }
        return new Quantity(number.scaleByPowerOfTen(exponent(text, suffix)), Format.DECIMAL_EXPONENT);
    }

    private static int suffixStart(String text) {
        int i = 0;
        while (i < text.length() && "+-.0123456789".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    private static BigDecimal number(String text, int end) {
        try {
            return new BigDecimal(text.substring(0, end));
        } catch (NumberFormatException e) {
            throw malformed(text, e);
        }
    }

    private static int exponent(String text, String suffix) {
        try {
            if (suffix.charAt(0) == 'e' || suffix.charAt(0) == 'E') {
                return Integer.parseInt(suffix.substring(1));
            }
        } catch (NumberFormatException e) {
            throw malformed(text, e);
        }
        throw malformed(text, null);
    }

    private static IllegalArgumentException malformed(String text, @org.jspecify.annotations.Nullable Throwable cause) {
        return new IllegalArgumentException("not a quantity: '" + text + "' (expected e.g. 250m, 1.5, 512Mi)", cause);
    }

    /// Thousandths, rounded up; wraps around beyond 64 bits as upstream's `MilliValue` does.
    public long milli() {
        return scaled(3).longValue();
    }

    /// Whole units, rounded up; upstream's `Value`.
    public long value() {
        return scaled(0).longValue();
    }

    private BigInteger scaled(int decimals) {
        return amount.movePointRight(decimals).setScale(0, RoundingMode.CEILING).toBigInteger();
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    @Override
    public int compareTo(Quantity other) {
        return amount.compareTo(other.amount);
    }
}
