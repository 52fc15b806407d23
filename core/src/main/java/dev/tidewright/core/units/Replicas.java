package dev.tidewright.core.units;

/// A number of pods of one workload.
///
/// @param count pods, 0 and up (32 bit, as in Kubernetes)
public record Replicas(int count) implements Comparable<Replicas> {
    public static final Replicas ZERO = new Replicas(0);

    public Replicas {
        if (count < 0) {
            throw new IllegalArgumentException("replicas below zero: " + count);
        }
    }

    @Override
    public int compareTo(Replicas other) {
        return Integer.compare(count, other.count);
    }

    @Override
    public String toString() {
        return Integer.toString(count);
    }
}
