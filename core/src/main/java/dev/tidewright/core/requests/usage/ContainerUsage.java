package dev.tidewright.core.requests.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What containers of one name used: CPU of every sample, memory by its peaks. Times and the number of samples count
/// CPU alone. Mutable, and not thread-safe.
///
/// Source: `pkg/recommender/model/aggregate_container_state.go` of the Vertical Pod Autoscaler.
public final class ContainerUsage {
    private static final double CPU_SAMPLE_WEIGHT = 0.1;
    private static final double PEAK_WEIGHT = 1;
    private static final double MILLI = 1_000;
    private static final long UNSET = Histogram.YEAR_1_MILLIS;

    private final Histogram cpu;
    private final Histogram memory;
    private long first = UNSET;
    private long last = UNSET;
    private long samples;

    public ContainerUsage(AggregationSettings settings) {
        this(new Histogram(settings.cpuShape()), new Histogram(settings.memoryShape()));
    }

    ContainerUsage(HistogramShape cpu, HistogramShape memory) {
        this(new Histogram(cpu), new Histogram(memory));
    }

    private ContainerUsage(Histogram cpu, Histogram memory) {
        this.cpu = cpu;
        this.memory = memory;
    }

    /// Usage that goes on from a checkpoint.
    ///
    /// @throws IllegalArgumentException where a histogram of it has a flaw
    static ContainerUsage of(HistogramShape cpu, HistogramShape memory, UsageCheckpoint checkpoint) {
        var usage = new ContainerUsage(Histogram.of(cpu, checkpoint.cpu()), Histogram.of(memory, checkpoint.memory()));
        usage.first = checkpoint.first().map(Instant::toEpochMilli).orElse(UNSET);
        usage.last = checkpoint.last().map(Instant::toEpochMilli).orElse(UNSET);
        usage.samples = checkpoint.samples();
        return usage;
    }

    void addCpu(long milli, long atMillis) {
        cpu.add(milli / MILLI, CPU_SAMPLE_WEIGHT, atMillis);
        last = Math.max(last, atMillis);
        if (first == UNSET || atMillis < first) {
            first = atMillis;
        }
        samples++;
    }

    void addPeak(long bytes, long windowEndMillis) {
        memory.add((double) bytes, PEAK_WEIGHT, windowEndMillis);
    }

    void subtractPeak(long bytes, long windowEndMillis) {
        memory.subtract((double) bytes, PEAK_WEIGHT, windowEndMillis);
    }

    /// Adds all that another one saw. May move reference times in it, as [Histogram#merge] does.
    public void merge(ContainerUsage other) {
        cpu.merge(other.cpu);
        memory.merge(other.memory);
        if (first == UNSET || (other.first != UNSET && other.first < first)) {
            first = other.first;
        }
        last = Math.max(last, other.last);
        samples += other.samples;
    }

    /// Makes all of it this much older (below zero), after a clock was set back.
    void moveBy(long millis) {
        cpu.moveBy(millis);
        memory.moveBy(millis);
        first = first == UNSET ? UNSET : first + millis;
        last = last == UNSET ? UNSET : last + millis;
    }

    /// The same, only where it has samples that lie ahead of now.
    void moveBack(long millis, long nowMillis) {
        if (last > nowMillis) {
            moveBy(-millis);
        }
    }

    /// In cores. Not to be changed by the caller.
    public Histogram cpu() {
        return cpu;
    }

    /// Peaks in bytes, one a window and container. Not to be changed by the caller.
    public Histogram memory() {
        return memory;
    }

    /// The time of the first CPU sample.
    public Optional<Instant> first() {
        return first == UNSET ? Optional.empty() : Optional.of(Instant.ofEpochMilli(first));
    }

    /// The time of the last CPU sample.
    public Optional<Instant> last() {
        return last == UNSET ? Optional.empty() : Optional.of(Instant.ofEpochMilli(last));
    }

    long lastMillis() {
        return last;
    }

    /// From the first CPU sample to the last.
    public Duration span() {
        return Duration.ofMillis(last - first);
    }

    /// CPU samples.
    public long samples() {
        return samples;
    }

    boolean isExpired(long nowMillis, long windowMillis) {
        return samples > 0 && nowMillis - last >= windowMillis;
    }

    /// As it is stored, times in whole seconds.
    public UsageCheckpoint checkpoint() {
        return new UsageCheckpoint(
                UsageCheckpoint.VERSION,
                cpu.checkpoint(),
                memory.checkpoint(),
                first().map(ContainerUsage::wholeSeconds),
                last().map(ContainerUsage::wholeSeconds),
                samples);
    }

    private static Instant wholeSeconds(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond());
    }
}
