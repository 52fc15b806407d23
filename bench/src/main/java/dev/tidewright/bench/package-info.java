/// How fast it is: micro benchmarks by JMH, and whole scenarios. Results are JSON lines; ratios against a peer or a
/// baseline of the same run, since machines differ and are shared.
@NullMarked
package dev.tidewright.bench;

import org.jspecify.annotations.NullMarked;
