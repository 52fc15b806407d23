package dev.tidewright.simulator.service;

import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.simulator.process.Aged;
import dev.tidewright.simulator.process.Host;
import dev.tidewright.simulator.process.PodProcess;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;

/// The process of a pod that no model describes: agents, system pods, placeholders. Burns next to nothing, holds half
/// of the memory it asked for, is ready one second after it starts and ends within a second.
final class IdleProcess implements Aged {
    static final Duration IMAGE_PULL = Duration.ofSeconds(3);
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final long MILLI_CORES = 2;
    private static final long NANOS_PER_MILLI_CORE_NANO = 1_000;
    private static final long LEAST_BYTES = 16L << 20;

    private final Pod pod;
    private final Host host;
    private final Timeline timeline;
    private final long startedNanos;
    private boolean up;
    private boolean gone;

    private IdleProcess(Pod pod, Host host, Timeline timeline) {
        this.pod = pod;
        this.host = host;
        this.timeline = timeline;
        startedNanos = timeline.nanos();
    }

    static PodProcess start(Pod pod, Host host, Timeline timeline) {
        var process = new IdleProcess(pod, host, timeline);
        timeline.after(MOMENT, process::up);
        return process;
    }

    private void up() {
        if (!gone) {
            up = true;
            host.probeChanged();
        }
    }

    @Override
    public long startedNanos() {
        return startedNanos;
    }

    @Override
    public long cpuNanos(int container) {
        return (timeline.nanos() - startedNanos) * MILLI_CORES / NANOS_PER_MILLI_CORE_NANO;
    }

    @Override
    public long memoryBytes(int container) {
        Container asked = pod.spec().containers().get(container);
        return Math.max(LEAST_BYTES, asked.requests().memoryBytes() / 2);
    }

    @Override
    public boolean answersProbe() {
        return up && !gone;
    }

    @Override
    public void terminate() {
        timeline.after(MOMENT, this::exit);
    }

    private void exit() {
        if (!gone) {
            gone = true;
            host.exited("Completed");
        }
    }

    @Override
    public void kill() {
        gone = true;
    }
}
