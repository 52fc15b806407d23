package dev.tidewright.bench;

import java.util.function.Consumer;

/// A named set of benchmarks: `bin/bench NAME` runs it.
public interface Suite {
    String name();

    /// Runs all and hands over each result as it comes.
    void run(Consumer<Result> results) throws Exception;
}
