package dev.tidewright.simulator.recording;

import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// Where the actors say what they would have recorded. Sampled on the virtual clock; bounded whatever the length.
public interface Recorder {
    /// A value as it is at each sample. NaN: nothing to tell now, a gap in the chart. A second call for the same
    /// subject and measure replaces the source.
    ///
    /// @param subject what it is about: `workload/shop/web`, `service/web`, `nodes/pool-1`, `database/main`
    /// @param measure what is measured, in the words of [Measures]
    void gauge(String subject, String measure, DoubleSupplier now);

    /// A total that only grows; the series holds its growth in each step. A second call for the same subject and
    /// measure
    /// goes on with the new source.
    void counter(String subject, String measure, LongSupplier total);

    /// Latencies of a service's finished requests.
    Latencies latencies(String subject);

    /// Takes latencies in bulk.
    interface Latencies {
        /// @param nanos how long these requests took, from first try to answer
        /// @param count how many took that long
        void add(long nanos, long count);
    }
}
