package dev.tidewright.simulator.kubelet;

import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.Probe;
import dev.tidewright.simulator.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// The probes of one running container: startup first; readiness and liveness once it has succeeded. Without a startup
/// probe a container is started when it runs; without a readiness probe it is ready when it is started.
///
/// Source: kubelet's `prober` package.
final class ContainerProbes {
    private final Timeline timeline;
    private final Container container;
    private final BooleanSupplier answers;
    private final Findings findings;
    private final long anchorNanos;
    private final long startedNanos;
    private final List<ProbeWatch> watches = new ArrayList<>(2);

    /// What the probes find out about their container.
    interface Findings {
        void ready(boolean now);

        /// @param probe which probe failed for good: `startup` or `liveness`
        void unhealthy(String probe);
    }

    /// @param anchorNanos when the kubelet took the pod on; the rhythm of its probes
    ContainerProbes(
            Timeline timeline, Container container, long anchorNanos, BooleanSupplier answers, Findings findings) {
        this.timeline = timeline;
        this.container = container;
        this.answers = answers;
        this.findings = findings;
        this.anchorNanos = anchorNanos;
        this.startedNanos = timeline.nanos();
    }

    void begin() {
        if (container.startup().isEmpty()) {
            started();
            return;
        }
        Probe probe = container.startup().get();
        watch(probe, nextTick(probe), ProbeRun.Initial.UNKNOWN, success -> {
            if (success) {
                close();
                started();
            } else {
                findings.unhealthy("startup");
            }
        });
    }

    private void started() {
        container
                .liveness()
                .ifPresent(probe -> watch(probe, nextTick(probe), ProbeRun.Initial.SUCCESS, success -> {
                    if (!success) {
                        findings.unhealthy("liveness");
                    }
                }));
        if (container.readiness().isEmpty()) {
            findings.ready(true);
            return;
        }
        // A container found started is asked at once whether it is ready (`manualTriggerCh`).
        watch(container.readiness().get(), timeline.nanos(), ProbeRun.Initial.FAILURE, findings::ready);
    }

    private void watch(Probe probe, long firstNanos, ProbeRun.Initial initial, ProbeWatch.Verdicts verdicts) {
        ProbeRun run = new ProbeRun(probe, anchorNanos, startedNanos, firstNanos, initial);
        ProbeWatch watch = new ProbeWatch(timeline, run, answers, verdicts);
        watches.add(watch);
        watch.look();
    }

    private long nextTick(Probe probe) {
        long period = Math.max(1, probe.period().toNanos());
        return anchorNanos + Math.ceilDiv(timeline.nanos() - anchorNanos, period) * period;
    }

    /// The process may answer otherwise now.
    void look() {
        for (int i = 0; i < watches.size(); i++) {
            watches.get(i).look();
        }
    }

    void close() {
        watches.forEach(ProbeWatch::close);
        watches.clear();
    }
}
