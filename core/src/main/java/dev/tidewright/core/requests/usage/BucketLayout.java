package dev.tidewright.core.requests.usage;

/// The buckets of a histogram: where each starts, and which one a value falls in.
///
/// Source: `pkg/recommender/util/histogram_options.go` of the Vertical Pod Autoscaler, whose bucket starts come from a
/// power by repeated squaring; a library's differs in the last bit of most of them.
public final class BucketLayout {
    private static final int MOST_BUCKETS = 256; // a bucket's number is kept in a byte
    private static final int CELL_SHIFT = 46; // 64 cells an octave

    /// CPU in cores: 0.01 to 1000, each bucket 5 % wider than the last.
    public static final BucketLayout CPU = exponential(1_000, 0.01, 1.05, 0.0001);

    /// Memory in bytes: 1e7 to 1e12, each bucket 5 % wider than the last.
    public static final BucketLayout MEMORY = exponential(1e12, 1e7, 1.05, 0.0001);

    private final double epsilon;
    private final double[] starts;
    /// The least value that falls in each bucket; a logarithm's last bit puts it beside the start.
    private final double[] edges;
    /// By the leading bits of a value: the bucket of the least value with these bits.
    private final byte[] guesses;
    private final long firstCell;

    private BucketLayout(double[] starts, double[] edges, double epsilon) {
        this.starts = starts;
        this.edges = edges;
        this.epsilon = epsilon;
        this.firstCell = cell(edges.length > 1 ? edges[1] : 1);
        long cells = cell(edges[edges.length - 1]) - firstCell + 1;
        this.guesses = new byte[Math.toIntExact(cells)];
        for (int i = 0; i < cells; i++) {
            double least = Double.longBitsToDouble((firstCell + i) << CELL_SHIFT);
            int bucket = 0;
            while (bucket + 1 < edges.length && edges[bucket + 1] <= least) {
                bucket++;
            }
            guesses[i] = (byte) bucket;
        }
    }

    /// Buckets that grow: the first ends at `first`, each is `ratio` times as wide as the one before, the last starts
    /// at `greatest` or above.
    ///
    /// @param epsilon the weight below which a bucket counts as empty
    public static BucketLayout exponential(double greatest, double first, double ratio, double epsilon) {
        if (!(greatest > 0 && first > 0 && ratio > 1 && epsilon > 0)) {
            throw new IllegalArgumentException("expected positive sizes and a ratio above 1");
        }
        int count = checked((int) Math.ceil(logarithm(greatest * (ratio - 1) / first + 1, ratio)) + 1);
        double[] starts = new double[count];
        double[] edges = new double[count];
        for (int i = 1; i < count; i++) {
            int bucket = i;
            starts[i] = first * (power(ratio, i) - 1) / (ratio - 1);
            edges[i] = Math.max(
                    first,
                    leastThat(starts[i], value -> (int) logarithm(value * (ratio - 1) / first + 1, ratio) >= bucket));
        }
        return new BucketLayout(starts, edges, epsilon);
    }

    /// Buckets of one size, the last starting at `greatest` or above.
    public static BucketLayout linear(double greatest, double size, double epsilon) {
        if (!(greatest > 0 && size > 0 && epsilon > 0)) {
            throw new IllegalArgumentException("expected positive sizes");
        }
        int count = checked((int) Math.ceil(greatest / size) + 1);
        double[] starts = new double[count];
        double[] edges = new double[count];
        for (int i = 1; i < count; i++) {
            int bucket = i;
            starts[i] = i * size;
            edges[i] = leastThat(starts[i], value -> (int) (value / size) >= bucket);
        }
        return new BucketLayout(starts, edges, epsilon);
    }

    private static int checked(int count) {
        if (count < 2 || count > MOST_BUCKETS) {
            throw new IllegalArgumentException("expected 2 to " + MOST_BUCKETS + " buckets, found " + count);
        }
        return count;
    }

    private static double logarithm(double value, double base) {
        return StrictMath.log(value) / StrictMath.log(base);
    }

    /// `base` to a whole power, as Go's `math.Pow` has it.
    private static double power(double base, int exponent) {
        int scale = Math.getExponent(base) + 1;
        double square = Math.scalb(base, -scale);
        double product = 1;
        int products = 0;
        for (int left = exponent; left != 0; left >>= 1) {
            if ((left & 1) == 1) {
                product *= square;
                products += scale;
            }
            square *= square;
            scale <<= 1;
            if (square < 0.5) {
                square += square;
                scale--;
            }
        }
        return Math.scalb(product, products);
    }

    /// Whether a value is high enough.
    private interface Test {
        boolean passes(double value);
    }

    /// The least value near `start` that passes.
    private static double leastThat(double start, Test test) {
        long low = Double.doubleToLongBits(start * (1 - 1e-6));
        long high = Double.doubleToLongBits(start * (1 + 1e-6));
        while (high - low > 1) {
            long middle = (low + high) >>> 1;
            if (test.passes(Double.longBitsToDouble(middle))) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return Double.longBitsToDouble(high);
    }

    private static long cell(double value) {
        return Double.doubleToRawLongBits(value) >>> CELL_SHIFT;
    }

    public int buckets() {
        return starts.length;
    }

    public double epsilon() {
        return epsilon;
    }

    /// Where a bucket starts; the first at 0.
    public double start(int bucket) {
        return starts[bucket];
    }

    /// Where a bucket ends; the last one, which has no end, counts by its start.
    public double end(int bucket) {
        return starts[Math.min(bucket + 1, starts.length - 1)];
    }

    /// The bucket that a value falls in: the first for all below, the last for all above.
    public int find(double value) {
        if (!(value >= edges[1])) {
            return 0;
        }
        long cell = cell(value) - firstCell;
        int bucket = guesses[(int) Math.min(cell, guesses.length - 1)] & 0xff;
        while (bucket + 1 < edges.length && value >= edges[bucket + 1]) {
            bucket++;
        }
        return bucket;
    }
}
