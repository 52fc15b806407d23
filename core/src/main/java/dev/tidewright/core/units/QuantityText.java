package dev.tidewright.core.units;

import dev.tidewright.core.units.Quantity.Format;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The notations of quantities, read and printed as `k8s.io/apimachinery/pkg/api/resource` does.
final class QuantityText {
    private static final List<String> BINARY = List.of("Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final String DECIMAL = "num kMGTPE"; // the blank stands for no suffix
    private static final int UNIT_PLACE = DECIMAL.indexOf(' ');
    private static final BigDecimal MOST_BYTES = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final int DIGITS_OF_A_LONG = 18;

    private QuantityText() {}

    static Quantity parse(String text) {
        int signs = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
        int wholeEnd = digits(text, signs);
        boolean point = wholeEnd < text.length() && text.charAt(wholeEnd) == '.';
        int end = point ? digits(text, wholeEnd + 1) : wholeEnd;
        int decimals = point ? end - wholeEnd - 1 : 0;
        if (wholeEnd - signs + decimals == 0) {
            throw malformed(text, null);
        }
        String digits = text.substring(signs, wholeEnd) + text.substring(end - decimals, end);
        var number = new BigDecimal(new BigInteger(text.startsWith("-") ? "-" + digits : digits), decimals);
        return withSuffix(text, number, text.substring(end), digits.length());
    }

    private static int digits(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }

    private static Quantity withSuffix(String text, BigDecimal number, String suffix, int digits) {
        int binary = BINARY.indexOf(suffix);
        if (binary >= 0) {
            return binary(number, 10 * (binary + 1), digits);
        }
        if (suffix.isEmpty()) {
            return decimal(number, 0, digits, Format.DECIMAL_SI);
        }
        int place = suffix.length() == 1 && !suffix.equals(" ") ? DECIMAL.indexOf(suffix) : -1;
        return place >= 0
                ? decimal(number, 3 * (place - UNIT_PLACE), digits, Format.DECIMAL_SI)
                : decimal(number, exponent(text, suffix), digits, Format.DECIMAL_EXPONENT);
    }

    private static int exponent(String text, String suffix) {
        try {
            char mark = suffix.charAt(0);
            if (mark == 'e' || mark == 'E') {
                return Math.clamp(Long.parseLong(suffix.substring(1)), -1_000, 1_000);
            }
        } catch (NumberFormatException e) {
            throw malformed(text, e);
        }
        throw malformed(text, null);
    }

    private static Quantity decimal(BigDecimal number, int exponent, int digits, Format format) {
        int scale = exponent - number.scale();
        if (digits <= DIGITS_OF_A_LONG && scale >= -9) {
            return new Quantity(number.unscaledValue().longValue(), scale, format);
        }
        return new Quantity(billionths(number.scaleByPowerOfTen(exponent)), format);
    }

    private static Quantity binary(BigDecimal number, int power, int digits) {
        BigDecimal bytes = number.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(power)));
        // upstream's test of what surely fits 64 bits, of which its overflow depends
        int spare = 15 - digits - (int) ((float) power * 3 / 10) - 1;
        if (number.scale() == 0 && spare >= 0) {
            return Quantity.ofBytes(bytes.longValueExact());
        }
        BigDecimal rounded = billionths(bytes);
        if (rounded.abs().compareTo(MOST_BYTES) > 0) {
            rounded = rounded.signum() < 0 ? MOST_BYTES.negate() : MOST_BYTES;
        }
        boolean belowOne = rounded.signum() != 0 && rounded.abs().compareTo(BigDecimal.ONE) < 0;
        return new Quantity(rounded, belowOne ? Format.DECIMAL_SI : Format.BINARY_SI);
    }

    private static BigDecimal billionths(BigDecimal number) {
        return number.scale() > 9 ? number.setScale(9, RoundingMode.UP) : number;
    }

    private static IllegalArgumentException malformed(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException("not a quantity: '" + text + "' (expected e.g. 250m, 1.5, 512Mi)", cause);
    }

    static String print(Quantity quantity) {
        if (quantity.isZero()) {
            return "0";
        }
        BigDecimal amount = quantity.amount();
        if (quantity.format() == Format.BINARY_SI && printsInBinary(amount)) {
            return binaryText(amount.toBigIntegerExact());
        }
        return decimalText(amount, quantity.format());
    }

    private static boolean printsInBinary(BigDecimal amount) {
        return amount.abs().compareTo(BigDecimal.valueOf(1024)) >= 0
                && amount.stripTrailingZeros().scale() <= 0;
    }

    private static String binaryText(BigInteger bytes) {
        int thousands = Math.min(bytes.getLowestSetBit() / 10, BINARY.size());
        return thousands == 0 ? bytes.toString() : bytes.shiftRight(10 * thousands) + BINARY.get(thousands - 1);
    }

    private static String decimalText(BigDecimal amount, Format format) {
        BigDecimal stripped = amount.stripTrailingZeros();
        int exponent = 3 * Math.floorDiv(-stripped.scale(), 3);
        BigInteger number = stripped.scaleByPowerOfTen(-exponent).toBigIntegerExact();
        if (exponent == 0) {
            return number.toString();
        }
        int place = UNIT_PLACE + exponent / 3;
        boolean named = format != Format.DECIMAL_EXPONENT && place >= 0 && place < DECIMAL.length();
        return number + (named ? DECIMAL.substring(place, place + 1) : "e" + exponent);
    }
}
