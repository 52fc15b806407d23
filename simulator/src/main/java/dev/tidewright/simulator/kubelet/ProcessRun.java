package dev.tidewright.simulator.kubelet;

import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.simulator.process.Host;
import dev.tidewright.simulator.process.PodProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One run of a pod's process, with the probes of its containers. One that has ended or was killed tells nothing more.
final class ProcessRun implements Host {
    private final KubeletWorld world;
    private final Pod pod;
    private final long takenOnNanos;
    private final Listener listener;
    private final List<ContainerProbes> probes = new ArrayList<>(1);
    private Optional<PodProcess> process = Optional.empty();
    private int endsAs;
    private boolean asked;
    private boolean over;

    /// Hears what becomes of the process.
    interface Listener {
        void ready(int container, boolean now);

        /// @param probe which probe failed for good: `startup` or `liveness`
        void unhealthy(int container, String probe);

        /// @param container of which the end is to be reported
        void exited(int container, String reason);
    }

    /// @param takenOnNanos when the kubelet took the pod on; the rhythm of its probes
    ProcessRun(KubeletWorld world, Pod pod, long takenOnNanos, Listener listener) {
        this.world = world;
        this.pod = pod;
        this.takenOnNanos = takenOnNanos;
        this.listener = listener;
    }

    void begin() {
        process = Optional.of(world.processes().start(pod, this));
        if (over) {
            return; // ended while it was being started
        }
        List<Container> containers = pod.spec().containers();
        for (int i = 0; i < containers.size(); i++) {
            probes.add(probes(i, containers.get(i)));
        }
        probes.forEach(ContainerProbes::begin);
    }

    private ContainerProbes probes(int container, Container spec) {
        var findings = new ContainerProbes.Findings() {
            @Override
            public void ready(boolean now) {
                listener.ready(container, now);
            }

            @Override
            public void unhealthy(String probe) {
                listener.unhealthy(container, probe);
            }
        };
        return new ContainerProbes(world.timeline(), spec, takenOnNanos, this::answers, findings);
    }

    private boolean answers() {
        return process.isPresent() && process.get().answersProbe();
    }

    PodProcess process() {
        return process.orElseThrow();
    }

    /// Which container a coming end is reported of; the first, unless told.
    void endsAs(int container) {
        endsAs = container;
    }

    /// SIGTERM, once.
    void askToEnd() {
        close();
        if (!asked) {
            asked = true;
            process().terminate();
        }
    }

    /// SIGKILL.
    void kill() {
        over = true;
        close();
        process().kill();
    }

    private void close() {
        probes.forEach(ContainerProbes::close);
        probes.clear();
    }

    @Override
    public void exited(String reason) {
        if (!over) {
            over = true;
            close();
            listener.exited(endsAs, reason);
        }
    }

    @Override
    public void probeChanged() {
        for (int i = 0; i < probes.size(); i++) {
            probes.get(i).look();
        }
    }
}
