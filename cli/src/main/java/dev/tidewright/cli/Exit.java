package dev.tidewright.cli;

/// What the process says to the shell.
final class Exit {
    static final int OK = 0;
    /// Objectives missed, or cases failed.
    static final int MISSED = 1;
    /// The command line or a file cannot be used.
    static final int BAD_INPUT = 2;
    /// The cluster cannot be reached, or does not allow what is asked.
    static final int NO_CLUSTER = 3;
    /// A fault of Tidewright itself.
    static final int FAULT = 70;

    private Exit() {}
}
