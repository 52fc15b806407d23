package dev.tidewright.core.pods.guard;

import dev.tidewright.core.pods.PodSamples;
import java.time.Duration;
import java.time.Instant;

/// One reading of a metric of pods, in a few numbers.
///
/// @param newest      end of the newest window
/// @param window      the longest
/// @param fingerprint of pods and values: equal readings have equal ones
record Reading(Instant newest, Duration window, int fingerprint, long average, boolean isZero) {
    /// @param samples at least one
    static Reading of(PodSamples samples) {
        Instant newest = Instant.MIN;
        Duration window = Duration.ZERO;
        int print = 1;
        long sum = 0;
        boolean zero = true;
        for (int i = 0; i < samples.size(); i++) {
            newest = samples.time(i).isAfter(newest) ? samples.time(i) : newest;
            window = samples.window(i).compareTo(window) > 0 ? samples.window(i) : window;
            print = 31 * (31 * print + samples.pod(i).hashCode()) + Long.hashCode(samples.milli(i));
            sum += samples.milli(i);
            zero &= samples.milli(i) == 0;
        }
        return new Reading(newest, window, print, sum / samples.size(), zero);
    }
}
