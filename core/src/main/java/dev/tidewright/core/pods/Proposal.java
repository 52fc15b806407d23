package dev.tidewright.core.pods;

import java.time.Instant;
import java.util.Optional;

/// What one metric asks for.
public sealed interface Proposal {
    /// A count, and what it came from.
    ///
    /// @param usageMilli  the value for the status, in thousandths: an average of pods, or one whole value
    /// @param utilization percent of the requests; 0 unless the target is one
    /// @param time        of the sample; empty where upstream reports none
    record Wanted(int replicas, long usageMilli, int utilization, Optional<Instant> time, Reckoning reckoning)
            implements Proposal {}

    /// How the count came about, for the explanation.
    ///
    /// @param ratio   of what was found to the target
    /// @param assumed the ratio once pods without a counted sample are given one; the same where there are none
    /// @param pods    how many pods the ratio was multiplied by
    record Reckoning(double ratio, double assumed, int pods) {}

    /// No count can be had.
    ///
    /// @param error in upstream's words
    record Failed(String error) implements Proposal {}
}
