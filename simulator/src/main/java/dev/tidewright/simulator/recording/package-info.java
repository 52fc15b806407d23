/// What a rehearsal measured: bounded series, latencies and the worst minutes. Pure data for the report.
///
/// The world owns one [SeriesRecorder], hands it to the actors as a [Recorder], and calls
/// [SeriesRecorder#sample] every [Grid#sampling] of virtual time. It must not know who reads the result.
@NullMarked
package dev.tidewright.simulator.recording;

import org.jspecify.annotations.NullMarked;
