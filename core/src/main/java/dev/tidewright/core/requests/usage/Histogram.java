package dev.tidewright.core.requests.usage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How often which amounts were used: weights by bucket, newer samples heavier than older ones.
///
/// A sample weighs `weight * 2^((time - reference) / halfLife)`. Where exponents would grow beyond 100 the reference
/// moves on, to a multiple of the half-life, and all weights shrink by a power of two. Only buckets that were ever hit
/// are kept, in order. Times are milliseconds since the epoch. Mutable, and not thread-safe.
///
/// Source: `pkg/recommender/util/decaying_histogram.go` and `histogram.go` of the Vertical Pod Autoscaler, down to
/// what becomes of buckets that fall below epsilon.
public final class Histogram {
    /// Go's zero time, the first of January of year 1: the reference before the first sample, and where multiples of a
    /// half-life are counted from.
    static final long YEAR_1_MILLIS = -62_135_596_800_000L;

    /// The longest span that Go can tell, 292 years.
    private static final long LONGEST_MILLIS = Long.MAX_VALUE / 1_000_000;

    private static final int MOST_HALF_LIVES = 100;
    private static final byte[] NO_BUCKETS = {};
    private static final double[] NO_WEIGHTS = {};

    private final HistogramShape shape;
    private byte[] buckets = NO_BUCKETS;
    private double[] weights = NO_WEIGHTS;
    private double total;
    private long reference = YEAR_1_MILLIS;
    private short used;
    private short min;
    private short max;

    public Histogram(HistogramShape shape) {
        this.shape = shape;
        this.min = last();
    }

    /// A histogram that goes on from a checkpoint.
    ///
    /// @throws IllegalArgumentException where the checkpoint has a flaw
    public static Histogram of(HistogramShape shape, HistogramCheckpoint checkpoint) {
        Optional<String> flaw = checkpoint.flaw(shape.layout());
        if (flaw.isPresent()) {
            throw new IllegalArgumentException("checkpoint with " + flaw.get());
        }
        var histogram = new Histogram(shape);
        histogram.load(checkpoint);
        return histogram;
    }

    private void load(HistogramCheckpoint checkpoint) {
        if (shape.halfLifeMillis() > 0) {
            reference = checkpoint.reference().map(Instant::toEpochMilli).orElse(YEAR_1_MILLIS);
        }
        long sum = 0;
        for (long weight : checkpoint.weights().values()) {
            sum += weight;
        }
        if (sum == 0) {
            return;
        }
        double ratio = checkpoint.total() / sum;
        min = checkpoint.weights().firstKey().shortValue();
        max = checkpoint.weights().lastKey().shortValue();
        checkpoint.weights().forEach((bucket, weight) -> put(bucket, weight * ratio));
        total = checkpoint.total();
        trim();
    }

    private short last() {
        return (short) (shape.layout().buckets() - 1);
    }

    public HistogramShape shape() {
        return shape;
    }

    /// Adds a sample.
    public void add(double value, double weight, long atMillis) {
        double grown = weight * fading(atMillis);
        int bucket = shape.layout().find(value);
        double now = put(bucket, grown);
        total += grown;
        if (now >= shape.layout().epsilon()) {
            min = (short) Math.min(min, bucket);
            max = (short) Math.max(max, bucket);
        }
    }

    /// Takes back a sample that was added with these figures.
    public void subtract(double value, double weight, long atMillis) {
        double grown = weight * fading(atMillis);
        double epsilon = shape.layout().epsilon();
        total = total - grown < epsilon ? 0 : total - grown;
        int place = place(shape.layout().find(value));
        if (place >= 0) {
            double left = weights[place] - grown;
            weights[place] = left < epsilon ? 0 : left;
        }
        trim();
    }

    private double fading(long atMillis) {
        long halfLife = shape.halfLifeMillis();
        if (halfLife == 0) {
            return 1;
        }
        if (atMillis > reference + halfLife * MOST_HALF_LIVES) {
            refer(atMillis);
        }
        return PowersOfTwo.of((double) span(reference, atMillis) / halfLife);
    }

    private static long span(long from, long to) {
        return Math.clamp(to - from, -LONGEST_MILLIS, LONGEST_MILLIS);
    }

    /// Moves the reference to the multiple of the half-life that is nearest to a time.
    private void refer(long atMillis) {
        long halfLife = shape.halfLifeMillis();
        long over = Math.floorMod(atMillis - YEAR_1_MILLIS, halfLife);
        long rounded = over + over < halfLife ? atMillis - over : atMillis - over + halfLife;
        double exponent = Math.floor((double) span(rounded, reference) / halfLife + 0.5);
        scale(Math.scalb(1.0, (int) Math.clamp(exponent, -10_000, 10_000)));
        reference = rounded;
    }

    private void scale(double factor) {
        for (int i = 0; i < used; i++) {
            int bucket = buckets[i] & 0xff;
            if (bucket >= min && bucket <= max) {
                weights[i] *= factor;
            }
        }
        total *= factor;
        trim();
    }

    /// Weighs all samples as if each had been taken this much later (or earlier, below zero).
    public void moveBy(long millis) {
        if (shape.halfLifeMillis() > 0) {
            scale(PowersOfTwo.of((double) millis / shape.halfLifeMillis()));
        }
    }

    /// Adds all samples of another one of the same shape. Moves the older reference to the younger one, also in
    /// `other`: its weights change with it, what they say does not.
    public void merge(Histogram other) {
        if (!shape.equals(other.shape)) {
            throw new IllegalArgumentException("histograms of different shapes");
        }
        if (reference < other.reference) {
            refer(other.reference);
        } else if (other.reference < reference) {
            other.refer(reference);
        }
        for (int i = 0; i < other.used; i++) {
            int bucket = other.buckets[i] & 0xff;
            if (bucket >= other.min && bucket <= other.max) {
                put(bucket, other.weights[i]);
            }
        }
        total += other.total;
        min = (short) Math.min(min, other.min);
        max = (short) Math.max(max, other.max);
    }

    /// Empties this one; it keeps its room.
    public void clear() {
        used = 0;
        total = 0;
        reference = YEAR_1_MILLIS;
        min = last();
        max = 0;
    }

    /// Narrows `min` and `max` to buckets that are not empty.
    private void trim() {
        double epsilon = shape.layout().epsilon();
        int first = last();
        for (int i = used - 1; i >= 0 && (buckets[i] & 0xff) >= min; i--) {
            first = weights[i] >= epsilon ? buckets[i] & 0xff : first;
        }
        min = (short) first;
        int end = 0;
        for (int i = 0; i < used && (buckets[i] & 0xff) <= max; i++) {
            end = weights[i] >= epsilon ? buckets[i] & 0xff : end;
        }
        max = (short) end;
    }

    /// Adds weight to a bucket and answers what it has then.
    private double put(int bucket, double weight) {
        int place = place(bucket);
        if (place >= 0) {
            return weights[place] += weight;
        }
        if (weight == 0) {
            return 0;
        }
        insert(-place - 1, bucket);
        weights[-place - 1] = weight;
        return weight;
    }

    private void insert(int place, int bucket) {
        if (used == buckets.length) {
            int room = Math.min(Math.max(4, used + (used >> 1)), shape.layout().buckets());
            buckets = Arrays.copyOf(buckets, room);
            weights = Arrays.copyOf(weights, room);
        }
        System.arraycopy(buckets, place, buckets, place + 1, used - place);
        System.arraycopy(weights, place, weights, place + 1, used - place);
        buckets[place] = (byte) bucket;
        used++;
    }

    /// The place of a bucket among those in use; where it is not, its place to be as `-place - 1`.
    private int place(int bucket) {
        int low = 0;
        int high = used - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = buckets[middle] & 0xff;
            if (found < bucket) {
                low = middle + 1;
            } else if (found > bucket) {
                high = middle - 1;
            } else {
                return middle;
            }
        }
        return -low - 1;
    }

    /// The end of the first bucket at which the running sum reaches a fraction of the total; 0 where all are empty.
    ///
    /// @param fraction 0 to 1
    public double percentile(double fraction) {
        return isEmpty() ? 0 : shape.layout().end(bucketOf(fraction));
    }

    /// The bucket that a fraction of the weight reaches up to.
    private int bucketOf(double fraction) {
        double threshold = fraction * total;
        double sum = 0;
        for (int i = 0; i < used; i++) {
            int bucket = buckets[i] & 0xff;
            if (bucket < min) {
                continue;
            }
            sum += weights[i];
            if (sum >= threshold || bucket >= max) {
                return Math.min(bucket, max);
            }
        }
        return max;
    }

    public boolean isEmpty() {
        return weight(min) < shape.layout().epsilon();
    }

    public double total() {
        return total;
    }

    /// When a sample weighs what it was given; empty before the first one.
    public Optional<Instant> reference() {
        return reference == YEAR_1_MILLIS ? Optional.empty() : Optional.of(Instant.ofEpochMilli(reference));
    }

    /// The first bucket that is not empty; the last of all where every one is.
    public int firstBucket() {
        return min;
    }

    /// The last bucket that is not empty; 0 where every one is.
    public int lastBucket() {
        return max;
    }

    public double weight(int bucket) {
        int place = place(bucket);
        return place >= 0 ? weights[place] : 0;
    }

    /// As it is stored. Buckets of next to no weight are left out.
    public HistogramCheckpoint checkpoint() {
        double heaviest = 0;
        for (int i = 0; i < used; i++) {
            heaviest = isWithin(i) ? Math.max(heaviest, weights[i]) : heaviest;
        }
        SortedMap<Integer, Long> stored = new TreeMap<>();
        double ratio = HistogramCheckpoint.HEAVIEST / heaviest;
        for (int i = 0; i < used; i++) {
            long weight = isWithin(i) ? (long) Math.floor(weights[i] * ratio + 0.5) : 0;
            if (weight > 0) {
                stored.put(buckets[i] & 0xff, weight);
            }
        }
        return new HistogramCheckpoint(reference(), stored, total);
    }

    private boolean isWithin(int place) {
        int bucket = buckets[place] & 0xff;
        return bucket >= min && bucket <= max;
    }

    /// One bucket that is not empty.
    ///
    /// @param from  where it begins, in cores or bytes
    /// @param to    where it ends
    /// @param share of all weight, 0 to 1
    public record Share(double from, double to, double share) {}

    /// What a reader is shown of it: the buckets that are not empty, in order.
    public List<Share> shares() {
        List<Share> shares = new ArrayList<>(used);
        for (int i = 0; i < used; i++) {
            if (isWithin(i) && weights[i] >= shape.layout().epsilon()) {
                int bucket = buckets[i] & 0xff;
                shares.add(
                        new Share(shape.layout().start(bucket), shape.layout().end(bucket), weights[i] / total));
            }
        }
        return shares;
    }

    /// All buckets that hold any weight, also those that count as empty.
    public SortedMap<Integer, Double> weights() {
        SortedMap<Integer, Double> found = new TreeMap<>();
        for (int i = 0; i < used; i++) {
            if (weights[i] > 0) {
                found.put(buckets[i] & 0xff, weights[i]);
            }
        }
        return found;
    }
}
