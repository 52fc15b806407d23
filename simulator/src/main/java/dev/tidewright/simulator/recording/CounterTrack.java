package dev.tidewright.simulator.recording;

import dev.tidewright.simulator.recording.Minute.Reading;
import java.util.Arrays;
import java.util.function.LongSupplier;

/// One counter while the run goes on.
final class CounterTrack {
    private final String subject;
    private final String measure;
    private final double[] growth;
    private LongSupplier total;
    private long carried;
    private long latest;
    private long atRowStart;
    private long atMinuteStart;
    private final long atRunStart;

    CounterTrack(String subject, String measure, LongSupplier total, int rows) {
        this.subject = subject;
        this.measure = measure;
        this.total = total;
        this.growth = new double[rows];
        Arrays.fill(growth, Double.NaN);
        latest = total.getAsLong();
        atRunStart = latest;
        atRowStart = latest;
        atMinuteStart = latest;
    }

    /// Goes on with another source, which may count from anew.
    void follow(LongSupplier next) {
        carried = latest - next.getAsLong();
        total = next;
    }

    void sample() {
        latest = carried + total.getAsLong();
    }

    void closeRow(int row) {
        growth[row] = latest - atRowStart;
        atRowStart = latest;
    }

    long minuteGrowth() {
        return latest - atMinuteStart;
    }

    Reading minute() {
        return new Reading(subject, measure, minuteGrowth(), minuteGrowth());
    }

    void closeMinute() {
        atMinuteStart = latest;
    }

    long runGrowth() {
        return latest - atRunStart;
    }

    Series series(int rows) {
        return new Series(subject, measure, new Series.Counter(new Column(growth, rows), runGrowth()));
    }
}
