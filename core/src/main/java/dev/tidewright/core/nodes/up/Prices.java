package dev.tidewright.core.nodes.up;

/// What a pod's requests are worth by the hour, for the price expander.
///
/// @param cpuCore   one core
/// @param memoryGib one GiB
public record Prices(double cpuCore, double memoryGib) {
    public static final Prices NONE = new Prices(0, 0);

    double of(double cpuMilli, double memoryBytes) {
        return cpuMilli / 1_000 * cpuCore + memoryBytes / (1L << 30) * memoryGib;
    }
}
