package dev.tidewright.core.requests.usage;

/// What became of a sample.
public enum SampleOutcome {
    TAKEN,
    /// Below zero.
    INVALID,
    /// Not later than the last CPU sample, or earlier than the last memory sample.
    OUT_OF_ORDER,
    /// An out-of-memory kill that the last memory sample is a whole interval ahead of.
    TOO_OLD
}
