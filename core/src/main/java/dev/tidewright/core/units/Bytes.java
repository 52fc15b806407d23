package dev.tidewright.core.units;

/// An amount of memory or storage. Never negative.
///
/// @param count bytes, 0 and up
public record Bytes(long count) implements Comparable<Bytes> {
    public static final Bytes ZERO = new Bytes(0);
    private static final String[] BINARY_SUFFIXES = {"Ei", "Pi", "Ti", "Gi", "Mi", "Ki"};

    public Bytes {
        if (count < 0) {
            throw new IllegalArgumentException("bytes below zero: " + count);
        }
    }

    public static Bytes ofMebi(long mebi) {
        return new Bytes(Math.multiplyExact(mebi, 1L << 20));
    }

    public static Bytes ofGibi(long gibi) {
        return new Bytes(Math.multiplyExact(gibi, 1L << 30));
    }

    public Bytes plus(Bytes other) {
        return new Bytes(Math.addExact(count, other.count));
    }

    @Override
    public int compareTo(Bytes other) {
        return Long.compare(count, other.count);
    }

    /// The Kubernetes spelling with the largest binary suffix that leaves a whole number: `512Mi`.
    @Override
    public String toString() {
        for (int i = 0; i < BINARY_SUFFIXES.length; i++) {
            long unit = 1L << (10 * (BINARY_SUFFIXES.length - i));
            if (count != 0 && count % unit == 0) {
                return count / unit + BINARY_SUFFIXES[i];
            }
        }
        return Long.toString(count);
    }
}
