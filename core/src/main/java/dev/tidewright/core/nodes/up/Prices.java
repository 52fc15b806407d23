package dev.tidewright.core.nodes.up;

/// What a pod's requests are worth by the hour, for the price expander.
///
/// @param cpuCore   one core
/// @param memoryGib one GiB
public record Prices(double cpuCore, double memoryGib) {
    public static final Prices NONE = new Prices(0, 0);
    /// What the price expander reckons with on GCE, in dollars (upstream: `gce_price_model.go`, n1 predefined). It
    /// matters as a ratio only: of cpu to memory, and of what pods are worth to what nodes cost.
    public static final Prices USUAL = new Prices(0.033174, 0.004446);

    double of(double cpuMilli, double memoryBytes) {
        return cpuMilli / 1_000 * cpuCore + memoryBytes / (1L << 30) * memoryGib;
    }
}
