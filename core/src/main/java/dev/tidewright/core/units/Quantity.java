package dev.tidewright.core.units;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A Kubernetes resource quantity: an exact decimal and the notation it prints in.
///
/// Source: `k8s.io/apimachinery/pkg/api/resource`, whose two ways of keeping a number (a 64 bit mantissa with a
/// power of ten, or a decimal of any length) are kept apart here too, because they overflow differently: see
/// [#milli].
public final class Quantity implements Comparable<Quantity> {
    /// The family of suffixes a quantity prints with.
    public enum Format {
        DECIMAL_SI,
        BINARY_SI,
        DECIMAL_EXPONENT
    }

    public static final Quantity ZERO = new Quantity(0, 0, Format.DECIMAL_SI);
    private static final int MILLI = -3;

    /// Set where the number does not fit a 64 bit mantissa.
    private final @Nullable BigDecimal big;

    private final long mantissa;
    private final int exponent;
    private final Format format;
    private final long milli;

    Quantity(long mantissa, int exponent, Format format) {
        this.big = null;
        this.mantissa = mantissa;
        this.exponent = exponent;
        this.format = format;
        this.milli = Scale.small(mantissa, exponent, MILLI);
    }

    Quantity(BigDecimal amount, Format format) {
        this.big = amount;
        this.mantissa = 0;
        this.exponent = 0;
        this.format = format;
        this.milli = Scale.big(amount, MILLI);
    }

    public static Quantity ofMilli(long milli) {
        return new Quantity(milli, MILLI, Format.DECIMAL_SI);
    }

    /// Thousandths of a byte, to be printed in binary notation where they are whole.
    public static Quantity ofMilliBytes(long milli) {
        return new Quantity(milli, MILLI, Format.BINARY_SI);
    }

    public static Quantity of(long value) {
        return new Quantity(value, 0, Format.DECIMAL_SI);
    }

    public static Quantity ofBytes(long bytes) {
        return new Quantity(bytes, 0, Format.BINARY_SI);
    }

    /// Any amount, to be printed in decimal notation.
    public static Quantity of(BigDecimal amount) {
        return new Quantity(amount, Format.DECIMAL_SI);
    }

    /// Reads any Kubernetes notation: `250m`, `1.5Gi`, `2e3`. Digits beyond a billionth are rounded away from zero.
    ///
    /// @throws IllegalArgumentException if the text is not a quantity
    public static Quantity parse(String text) {
        return QuantityText.parse(text);
    }

    /// The exact value.
    public BigDecimal amount() {
        return big != null ? big : BigDecimal.valueOf(mantissa).scaleByPowerOfTen(exponent);
    }

    public Format format() {
        return format;
    }

    /// Thousandths, rounded away from zero. Beyond 64 bits it wraps around, or is 0, as upstream's `MilliValue` does.
    public long milli() {
        return milli;
    }

    /// Whole units, rounded away from zero; upstream's `Value`.
    public long value() {
        return big != null ? Scale.big(big, 0) : Scale.small(mantissa, exponent, 0);
    }

    /// The exact sum, in this one's notation.
    public Quantity plus(Quantity other) {
        return exactly(amount().add(other.amount()));
    }

    /// The exact difference, in this one's notation; may be below zero.
    public Quantity minus(Quantity other) {
        return exactly(amount().subtract(other.amount()));
    }

    private Quantity exactly(BigDecimal sum) {
        BigInteger digits = sum.unscaledValue();
        return digits.bitLength() < Long.SIZE
                ? new Quantity(digits.longValue(), -sum.scale(), format)
                : new Quantity(sum, format);
    }

    /// The nearest binary fraction that upstream's `AsApproximateFloat64` gives, last digits included.
    public double approximate() {
        double base = big != null ? big.unscaledValue().doubleValue() : mantissa;
        int power = big != null ? -big.scale() : exponent;
        return power == 0 ? base : base * Double.parseDouble("1e" + power);
    }

    public boolean isZero() {
        return signum() == 0;
    }

    /// -1, 0 or 1.
    public int signum() {
        return big != null ? big.signum() : Long.signum(mantissa);
    }

    @Override
    public int compareTo(Quantity other) {
        return amount().compareTo(other.amount());
    }

    /// Equal in value and notation; `1000m` equals `1`.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Quantity that && format == that.format && amount().compareTo(that.amount()) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(format, amount().stripTrailingZeros());
    }

    /// The canonical spelling: `250m`, `1536Mi`, `2e3`.
    @Override
    public String toString() {
        return QuantityText.print(this);
    }

    /// Numbers brought to a power of ten.
    private static final class Scale {
        private Scale() {}

        static long small(long mantissa, int exponent, int to) {
            return exponent < to ? shrunk(mantissa, to - exponent) : grown(mantissa, exponent - to);
        }

        private static long shrunk(long mantissa, int digits) {
            long divisor = digits < 19 ? power(digits) : 0;
            if (divisor == 0) {
                return Long.signum(mantissa);
            }
            return mantissa / divisor + Long.signum(mantissa % divisor);
        }

        /// Upstream multiplies at once, and so wraps, for the powers it has a shortcut for; else it gives up with 0.
        private static long grown(long mantissa, int digits) {
            long product = digits < 19 ? mantissa * power(digits) : 0;
            boolean wraps = digits <= 3 || digits == 6 || digits == 9;
            boolean fits = digits < 19 && product / power(digits) == mantissa;
            return fits || (wraps && mantissa != Long.MIN_VALUE) ? product : 0;
        }

        static long big(BigDecimal amount, int to) {
            BigInteger unscaled = amount.unscaledValue();
            int digits = amount.scale() + to;
            if (digits <= 0) {
                return -digits < 19 ? unscaled.longValue() * power(-digits) : 0;
            }
            // towards positive infinity, unlike the small ones
            return amount.setScale(-to, RoundingMode.CEILING).unscaledValue().longValue();
        }

        private static long power(int digits) {
            long power = 1;
            for (int i = 0; i < digits; i++) {
                power *= 10;
            }
            return power;
        }
    }
}
