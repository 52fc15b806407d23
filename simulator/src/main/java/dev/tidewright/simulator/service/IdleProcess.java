package dev.tidewright.simulator.service;

import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.simulator.process.Aged;
import dev.tidewright.simulator.process.Host;
import dev.tidewright.simulator.process.PodProcess;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.util.Optional;

/// The process of a pod that serves no requests itself. Agents, system pods and placeholders burn next to nothing and
/// hold half of the memory they asked for; in the first container of a database's, pooler's or cache's pod its
/// [Burden] comes on top. Ready one second after it starts, ends within a second.
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
    private final Optional<Burden> burden;
    private final double burntBefore;
    private boolean up;
    private boolean gone;

    private IdleProcess(Pod pod, Host host, Timeline timeline, Optional<Burden> burden) {
        this.pod = pod;
        this.host = host;
        this.timeline = timeline;
        this.burden = burden;
        startedNanos = timeline.nanos();
        burntBefore = burden.map(Burden::cpuSecondsEach).orElse(0.0);
    }

    static PodProcess start(Pod pod, Host host, Timeline timeline, Optional<Burden> burden) {
        var process = new IdleProcess(pod, host, timeline, burden);
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
        long idle = (timeline.nanos() - startedNanos) * MILLI_CORES / NANOS_PER_MILLI_CORE_NANO;
        return container > 0 || burden.isEmpty()
                ? idle
                : idle + (long) ((burden.get().cpuSecondsEach() - burntBefore) * 1e9);
    }

    @Override
    public long memoryBytes(int container) {
        Container asked = pod.spec().containers().get(container);
        long idle = Math.max(LEAST_BYTES, asked.requests().memoryBytes() / 2);
        double held = container > 0 ? 0 : burden.map(Burden::memoryBytesEach).orElse(0.0);
        return Math.max(idle, LEAST_BYTES + (long) held);
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
