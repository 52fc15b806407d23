package dev.tidewright.simulator.cache;

/// What a cache holds after so many look-ups, for keys whose popularity follows Zipf's law.
///
/// Under independent look-ups an LRU cache acts as if it kept each key for the same number of look-ups `u` since it was
/// asked for last (Che, Tung, Wang 2002): key `i` is there with probability `1 − exp(−p_i·u)`. With a time to live that
/// look-ups do not renew it is `p_i·u / (1 + p_i·u)` (Jung, Berger, Balakrishnan 2003). Both sums are tabulated over
/// the
/// logarithm of `u`.
final class Popularity {
    private static final int SINGLE_RANKS = 200;
    private static final double GROUP_GROWTH = 1.05;
    private static final int POINTS_PER_DOUBLING = 4;
    private static final int DOUBLINGS = 50;
    private final double[] hitsByUse = new double[POINTS_PER_DOUBLING * DOUBLINGS + 1];
    private final double[] keysByUse = new double[hitsByUse.length];
    private final double[] hitsByAge = new double[hitsByUse.length];
    private final double[] keysByAge = new double[hitsByUse.length];

    /// @param keys distinct keys, 1 and up
    /// @param skew Zipf's exponent, 0 and up
    Popularity(long keys, double skew) {
        double total = sum(keys, skew);
        for (long first = 1; first <= keys; ) {
            long next = first <= SINGLE_RANKS ? first + 1 : Math.min(keys + 1, (long) (first * GROUP_GROWTH) + 1);
            double middle = (first + next - 1) / 2.0;
            add(next - first, StrictMath.pow(middle, -skew) / total);
            first = next;
        }
    }

    private static double sum(long keys, double skew) {
        double total = 0;
        for (long first = 1; first <= keys; ) {
            long next = first <= SINGLE_RANKS ? first + 1 : Math.min(keys + 1, (long) (first * GROUP_GROWTH) + 1);
            total += (next - first) * StrictMath.pow((first + next - 1) / 2.0, -skew);
            first = next;
        }
        return total;
    }

    private void add(long count, double probability) {
        for (int i = 0; i < hitsByUse.length; i++) {
            double expected = probability * StrictMath.pow(2, (double) i / POINTS_PER_DOUBLING);
            double used = -StrictMath.expm1(-expected);
            double aged = expected / (1 + expected);
            hitsByUse[i] += count * probability * used;
            keysByUse[i] += count * used;
            hitsByAge[i] += count * probability * aged;
            keysByAge[i] += count * aged;
        }
    }

    /// Share of look-ups that hit where keys stay for `u` look-ups after their last use.
    double hitsByUse(double u) {
        return at(hitsByUse, u);
    }

    /// Keys held then.
    double keysByUse(double u) {
        return at(keysByUse, u);
    }

    /// Share of look-ups that hit where keys stay for `u` look-ups after they were stored.
    double hitsByAge(double u) {
        return at(hitsByAge, u);
    }

    double keysByAge(double u) {
        return at(keysByAge, u);
    }

    /// For how many look-ups keys stay where no more than `most` fit; infinite where all do.
    double lookUpsUntil(double most) {
        int last = keysByUse.length - 1;
        if (keysByUse[last] <= most) {
            return Double.POSITIVE_INFINITY;
        }
        double low = 0;
        double high = StrictMath.pow(2, DOUBLINGS);
        for (int i = 0; i < 100; i++) {
            double middle = (low + high) / 2;
            if (keysByUse(middle) < most) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double at(double[] table, double u) {
        if (u <= 1) {
            return table[0] * Math.max(0, u);
        }
        double position = Math.min(table.length - 1, StrictMath.log(u) / StrictMath.log(2) * POINTS_PER_DOUBLING);
        int cell = Math.min(table.length - 2, (int) position);
        return table[cell] + (table[cell + 1] - table[cell]) * (position - cell);
    }
}
