package dev.tidewright.core.requests.usage;

import dev.tidewright.core.units.Bytes;
import dev.tidewright.core.units.MilliCpu;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One container of one pod, and where its samples go. A memory peak is one window's: a higher sample replaces it, and
/// the window moves on by whole intervals. Valid until its pod is removed from the model. Mutable, and not thread-safe.
///
/// Source: `pkg/recommender/model/container.go` of the Vertical Pod Autoscaler.
public final class MeasuredContainer {
    private static final long UNSET = Histogram.YEAR_1_MILLIS;

    private final MeasuredPod pod;
    Series series;
    /// The next one of the same pod.
    @Nullable
    MeasuredContainer next;

    private long lastCpu = UNSET;
    private long lastMemory = UNSET;
    private long windowEnd = UNSET;
    private long peak;
    private long oomPeak;

    MeasuredContainer(MeasuredPod pod, Series series) {
        this.pod = pod;
        this.series = series;
    }

    String name() {
        return series.container;
    }

    /// @param at when the measurement began
    public SampleOutcome cpu(MilliCpu used, Instant at) {
        return cpu(used.milli(), at.toEpochMilli());
    }

    /// The same, in millicores and milliseconds since the epoch.
    public SampleOutcome cpu(long milli, long atMillis) {
        if (milli < 0) {
            return SampleOutcome.INVALID;
        }
        if (atMillis <= lastCpu) {
            return SampleOutcome.OUT_OF_ORDER;
        }
        series().usage.addCpu(milli, atMillis);
        lastCpu = atMillis;
        return SampleOutcome.TAKEN;
    }

    /// @param at when the measurement began
    public SampleOutcome memory(Bytes used, Instant at) {
        return memory(used.count(), at.toEpochMilli());
    }

    /// The same, in bytes and milliseconds since the epoch.
    public SampleOutcome memory(long bytes, long atMillis) {
        if (bytes < 0) {
            return SampleOutcome.INVALID;
        }
        if (atMillis < lastMemory) {
            return SampleOutcome.OUT_OF_ORDER;
        }
        if (opensPeak(bytes, atMillis)) {
            peak = bytes;
        }
        return SampleOutcome.TAKEN;
    }

    /// An out-of-memory kill: counts as a sample of what would have been needed.
    ///
    /// @param requested what the container asked for when it was killed
    public SampleOutcome killed(Bytes requested, Instant at) {
        long atMillis = at.toEpochMilli();
        MemoryRules rules = series().rules;
        if (atMillis < lastMemory - rules.intervalMillis()) {
            return SampleOutcome.TOO_OLD;
        }
        // the peak of earlier kills is left out, so that kills in a row do not raise it each time
        long needed = rules.afterKill(Math.max(requested.count(), peak));
        if (opensPeak(needed, atMillis)) {
            oomPeak = needed;
        }
        return SampleOutcome.TAKEN;
    }

    /// Takes in a memory sample; whether it is the peak of its window now, and was added as such.
    private boolean opensPeak(long bytes, long atMillis) {
        lastMemory = atMillis;
        if (windowEnd == UNSET) {
            windowEnd = atMillis;
        }
        Series into = series();
        if (atMillis < windowEnd) {
            long before = Math.max(peak, oomPeak);
            if (before == 0 || bytes <= before) {
                return false;
            }
            into.usage.subtractPeak(before, windowEnd);
        } else {
            long interval = into.rules.intervalMillis();
            windowEnd += (atMillis - windowEnd) / interval * interval + interval;
            peak = 0;
            oomPeak = 0;
        }
        into.usage.addPeak(bytes, windowEnd);
        return true;
    }

    private Series series() {
        if (series.expired) {
            series = pod.set.series(series.container);
            series.active += pod.active ? 1 : 0;
        }
        return series;
    }

    /// Takes the peak of the window that is still open back from `usage`, so that it is not counted twice when
    /// measuring goes on after a restart.
    void subtractOpenPeak(ContainerUsage usage, long nowMillis) {
        if (nowMillis < windowEnd) {
            usage.subtractPeak(Math.max(peak, oomPeak), windowEnd);
        }
    }

    /// Forgets times that lie ahead, after a clock was set back.
    void moveBack(long millis, long nowMillis) {
        lastCpu = lastCpu > nowMillis ? lastCpu - millis : lastCpu;
        if (lastMemory > nowMillis) {
            lastMemory -= millis;
            windowEnd -= millis;
        }
    }
}
