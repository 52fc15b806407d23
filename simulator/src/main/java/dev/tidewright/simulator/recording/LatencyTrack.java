package dev.tidewright.simulator.recording;

import dev.tidewright.simulator.recording.LatencySeries.Within;
import java.util.ArrayList;
import java.util.List;

/// One service's latencies while the run goes on. New ones gather apart and are folded in at each border.
final class LatencyTrack implements Recorder.Latencies {
    private final Promise promise;
    private final long[] thresholdsNanos;
    private final long[] within;
    private final LatencyBuckets fresh = new LatencyBuckets();
    private final LatencyBuckets ofRow = new LatencyBuckets();
    private final LatencyBuckets ofMinute = new LatencyBuckets();
    private final LatencyBuckets ofRun = new LatencyBuckets();
    private final List<LatencyFigures> rows = new ArrayList<>();
    private long minuteLate;
    private long minuteLateNanos;
    private long closedLate;
    private long closedLateNanos;

    LatencyTrack(Promise promise, int firstRow) {
        this.promise = promise;
        this.thresholdsNanos =
                promise.thresholdsNanos().stream().mapToLong(Long::longValue).toArray();
        this.within = new long[thresholdsNanos.length];
        for (int row = 0; row < firstRow; row++) {
            rows.add(LatencyFigures.NONE);
        }
    }

    @Override
    public void add(long nanos, long count) {
        fresh.add(nanos, count);
        for (int each = 0; each < within.length; each++) {
            if (nanos <= thresholdsNanos[each]) {
                within[each] += count;
            }
        }
        if (nanos > promise.lateAboveNanos()) {
            minuteLate += count;
            minuteLateNanos += nanos * count;
        }
    }

    Breaches minuteBreaches(long failed) {
        return new Breaches(failed, minuteLate, (minuteLateNanos + failed * promise.timeoutNanos()) / 1e9);
    }

    Breaches runBreaches(long failed) {
        long nanos = closedLateNanos + minuteLateNanos + failed * promise.timeoutNanos();
        return new Breaches(failed, closedLate + minuteLate, nanos / 1e9);
    }

    LatencyFigures minuteFigures() {
        fold();
        return ofMinute.figures();
    }

    void closeRow() {
        fold();
        rows.add(ofRow.figures());
        ofRow.clear();
    }

    void closeMinute() {
        fold();
        ofMinute.clear();
        closedLate += minuteLate;
        closedLateNanos += minuteLateNanos;
        minuteLate = 0;
        minuteLateNanos = 0;
    }

    private void fold() {
        ofRow.addAll(fresh);
        ofMinute.addAll(fresh);
        ofRun.addAll(fresh);
        fresh.clear();
    }

    LatencySeries series() {
        fold();
        var kept = new ArrayList<Within>();
        for (int each = 0; each < within.length; each++) {
            kept.add(new Within(thresholdsNanos[each], within[each]));
        }
        List<Long> ladder =
                LatencySeries.LADDER.stream().map(ofRun::percentileNanos).toList();
        return new LatencySeries(promise.subject(), rows, ofRun.figures(), ladder, kept);
    }
}
