package dev.tidewright.core.requests.usage;

/// Powers of two with any exponent, the same bits on every machine, to within two units of the last place.
///
/// One is taken for each sample, where `StrictMath.pow` would be most of the work.
final class PowersOfTwo {
    private static final int STEPS = 64;
    private static final double[] PARTS = new double[STEPS];
    private static final double LN_2 = StrictMath.log(2);

    static {
        for (int i = 0; i < STEPS; i++) {
            PARTS[i] = StrictMath.pow(2, (double) i / STEPS);
        }
    }

    private PowersOfTwo() {}

    static double of(double exponent) {
        double steps = Math.rint(exponent * STEPS);
        if (!(Math.abs(steps) < 1_000 * STEPS)) {
            return StrictMath.pow(2, exponent);
        }
        double rest = (exponent - steps / STEPS) * LN_2; // at most ln 2 / 128
        double more = rest * (1 + rest * (1.0 / 2 + rest * (1.0 / 6 + rest * (1.0 / 24 + rest / 120))));
        int whole = (int) steps;
        double part = PARTS[whole & (STEPS - 1)];
        long power = ((long) (whole >> 6) + Double.MAX_EXPONENT) << 52;
        return (part + part * more) * Double.longBitsToDouble(power);
    }
}
