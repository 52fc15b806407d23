/// What a rehearsal measured: bounded series, latencies and the worst minutes. Pure data for the report.
@NullMarked
package dev.tidewright.simulator.recording;

import org.jspecify.annotations.NullMarked;
