package dev.tidewright.core.requests.recommend;

import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.requests.recommend.RecommendationSettings.Rounding;
import dev.tidewright.core.units.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// Makes amounts round, always upwards but for two decimals of a unit.
///
/// Source: `pkg/recommender/model/types.go` and the integer-CPU post-processor of the Vertical Pod Autoscaler.
final class RoundAmounts {
    private static final String[] UNITS = {"Ti", "Gi", "Mi", "Ki"};
    private static final int CORE_MILLI = 1_000;

    private final Rounding rounding;

    RoundAmounts(Rounding rounding) {
        this.rounding = rounding;
    }

    /// @param wholeCores whether an annotation asks for them
    Quantity round(String resource, long amount, boolean wholeCores) {
        return resource.equals(Resources.CPU) ? cpu(amount, wholeCores && rounding.integerCpu()) : memory(amount);
    }

    private Quantity cpu(long milli, boolean wholeCores) {
        long rounded = upTo(milli, rounding.cpuMilli());
        return wholeCores ? Quantity.of((rounded + CORE_MILLI - 1) / CORE_MILLI) : Quantity.ofMilli(rounded);
    }

    private Quantity memory(long bytes) {
        long rounded = upTo(bytes, rounding.memoryBytes());
        return rounding.humanizeMemory() && rounded > 0
                ? Quantity.parse(twoDecimals(rounded))
                : Quantity.ofBytes(rounded);
    }

    private static long upTo(long amount, int multiple) {
        return multiple <= 1 ? amount : (long) Math.ceil((double) amount / multiple) * multiple;
    }

    private static String twoDecimals(long bytes) {
        for (int i = 0; i < UNITS.length; i++) {
            long unit = 1L << (10 * (UNITS.length - i));
            if (bytes >= unit) {
                // exact before it is cut, as Go prints it
                return new BigDecimal((double) bytes / unit).setScale(2, RoundingMode.HALF_EVEN) + UNITS[i];
            }
        }
        return Long.toString(bytes);
    }
}
