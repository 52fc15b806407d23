package dev.tidewright.simulator.service;

/// Why a request failed in the end.
public enum Failure {
    /// The pod's queue was full: 503.
    REFUSED,
    /// No endpoint, or one whose process is not there.
    UNREACHABLE,
    /// The caller gave up.
    TIMED_OUT,
    /// The pod died with the request inside.
    KILLED,
    /// A call, query or look-up that it needed failed.
    DOWNSTREAM
}
