package dev.tidewright.simulator.recording;

import dev.tidewright.simulator.recording.Minute.Reading;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

/// One gauge while the run goes on: rows filled so far, and what this row and this minute have seen.
final class GaugeTrack {
    private final String subject;
    private final String measure;
    private final double[] last;
    private final double[] peaks;
    private DoubleSupplier now;
    private double latest = Double.NaN;
    private double rowPeak = Double.NaN;
    private double minutePeak = Double.NaN;
    private double minuteSum;
    private int minuteSamples;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double sum;
    private long samples;

    GaugeTrack(String subject, String measure, DoubleSupplier now, int rows) {
        this.subject = subject;
        this.measure = measure;
        this.now = now;
        this.last = new double[rows];
        this.peaks = new double[rows];
        Arrays.fill(last, Double.NaN);
        Arrays.fill(peaks, Double.NaN);
    }

    void follow(DoubleSupplier now) {
        this.now = now;
    }

    void sample() {
        latest = now.getAsDouble();
        if (Double.isNaN(latest)) {
            return;
        }
        if (!(rowPeak >= latest)) {
            rowPeak = latest;
        }
        if (!(minutePeak >= latest)) {
            minutePeak = latest;
        }
        minuteSum += latest;
        minuteSamples++;
        min = Math.min(min, latest);
        max = Math.max(max, latest);
        sum += latest;
        samples++;
    }

    void closeRow(int row) {
        last[row] = latest;
        peaks[row] = rowPeak;
        rowPeak = Double.NaN;
    }

    boolean hasMinute() {
        return minuteSamples > 0;
    }

    double minuteMean() {
        return minuteSum / minuteSamples;
    }

    Reading minute() {
        return new Reading(subject, measure, minuteMean(), minutePeak);
    }

    void closeMinute() {
        minutePeak = Double.NaN;
        minuteSum = 0;
        minuteSamples = 0;
    }

    Series series(int rows) {
        var over = samples == 0 ? Series.Span.EMPTY : new Series.Span(min, sum / samples, max, samples);
        return new Series(subject, measure, new Series.Gauge(new Column(last, rows), new Column(peaks, rows), over));
    }
}
