package dev.tidewright.simulator.metrics;

import dev.tidewright.cluster.Metrics.ContainerUsage;
import dev.tidewright.cluster.Metrics.PodUsage;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.simulator.process.Aged;
import dev.tidewright.simulator.process.PodProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The last two readings of one pod, as metrics-server keeps them.
///
/// Source: metrics-server 0.7, `pkg/storage/pod.go`: usage needs two readings of the same run of a container; a
/// container that is at least 10 s and less than one resolution old gets its start, with nothing used, as the first.
final class Reading {
    /// `freshContainerMinMetricsResolution`
    static final Duration FRESH_FROM = Duration.ofSeconds(10);

    private final PodProcess process;
    private final long[] cpu;
    private final long[] cpuBefore;
    private final long[] memory;
    private long nanos;
    private long nanosBefore;
    private boolean hasBefore;
    private boolean taken;
    private long scrape;

    Reading(Pod pod, PodProcess process) {
        int containers = pod.spec().containers().size();
        this.process = process;
        cpu = new long[containers];
        cpuBefore = new long[containers];
        memory = new long[containers];
    }

    @SuppressWarnings("ReferenceEquality") // one process object is one run of the containers
    boolean isOf(PodProcess other) {
        return process == other;
    }

    /// The scrape in which the pod was last seen.
    long scrape() {
        return scrape;
    }

    void seen(long scrape) {
        this.scrape = scrape;
    }

    void take(long now, Duration resolution) {
        long age = process instanceof Aged aged ? now - aged.startedNanos() : Long.MAX_VALUE;
        if (age >= FRESH_FROM.toNanos() && age < resolution.toNanos()) {
            nanosBefore = now - age;
            java.util.Arrays.fill(cpuBefore, 0);
            hasBefore = true;
        } else if (taken) {
            nanosBefore = nanos;
            System.arraycopy(cpu, 0, cpuBefore, 0, cpu.length);
            hasBefore = true;
        }
        for (int i = 0; i < cpu.length; i++) {
            cpu[i] = process.cpuNanos(i);
            memory[i] = process.memoryBytes(i);
        }
        nanos = now;
        taken = true;
    }

    /// Whether there is a usage to tell.
    boolean isComplete() {
        return hasBefore && nanos > nanosBefore;
    }

    PodUsage usage(Pod pod, Instant start) {
        long window = nanos - nanosBefore;
        List<Container> containers = pod.spec().containers();
        List<ContainerUsage> usages = new ArrayList<>(cpu.length);
        for (int i = 0; i < cpu.length; i++) {
            usages.add(new ContainerUsage(containers.get(i).name(), milli(cpu[i] - cpuBefore[i], window), memory[i]));
        }
        return new PodUsage(pod.meta().name(), start.plusNanos(nanos), Duration.ofNanos(window), usages);
    }

    /// Thousandths of a core, rounded up as `Quantity.MilliValue` does.
    private static long milli(long used, long window) {
        return Math.ceilDiv(Math.multiplyExact(used, 1_000L), window);
    }
}
