package dev.tidewright.simulator.service;

import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;

/// What a database, pooler or cache costs each of its pods: an equal share of the whole.
final class Burden {
    private final IntSupplier pods;
    private final DoubleSupplier cpuSeconds;
    private final DoubleSupplier memoryBytes;
    private double cpuSecondsBefore;
    private double cpuSecondsEach;

    /// @param cpuSeconds  used by all pods since the start
    /// @param memoryBytes held by all pods now
    Burden(IntSupplier pods, DoubleSupplier cpuSeconds, DoubleSupplier memoryBytes) {
        this.pods = pods;
        this.cpuSeconds = cpuSeconds;
        this.memoryBytes = memoryBytes;
    }

    /// Deals out what was used since the last call.
    void step() {
        double now = cpuSeconds.getAsDouble();
        cpuSecondsEach += (now - cpuSecondsBefore) / Math.max(1, pods.getAsInt());
        cpuSecondsBefore = now;
    }

    double cpuSecondsEach() {
        return cpuSecondsEach;
    }

    double memoryBytesEach() {
        return memoryBytes.getAsDouble() / Math.max(1, pods.getAsInt());
    }
}
