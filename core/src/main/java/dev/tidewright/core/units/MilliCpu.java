package dev.tidewright.core.units;

/// Processor time per time, in thousandths of a core. Never negative.
///
/// @param milli thousandths of a core, 0 and up
public record MilliCpu(long milli) implements Comparable<MilliCpu> {
    public static final MilliCpu ZERO = new MilliCpu(0);

    public MilliCpu {
        if (milli < 0) {
            throw new IllegalArgumentException("cpu below zero: " + milli + "m");
        }
    }

    public static MilliCpu ofCores(double cores) {
        return new MilliCpu(Math.round(cores * 1_000));
    }

    public double cores() {
        return milli / 1_000.0;
    }

    public MilliCpu plus(MilliCpu other) {
        return new MilliCpu(Math.addExact(milli, other.milli));
    }

    @Override
    public int compareTo(MilliCpu other) {
        return Long.compare(milli, other.milli);
    }

    /// The Kubernetes spelling: `250m`, or `2` for whole cores.
    @Override
    public String toString() {
        return milli % 1_000 == 0 ? Long.toString(milli / 1_000) : milli + "m";
    }
}
