package dev.tidewright.simulator.kubelet;

import dev.tidewright.core.objects.Pod;
import dev.tidewright.simulator.process.Host;
import dev.tidewright.simulator.process.PodProcess;
import dev.tidewright.simulator.process.PodProcesses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Processes that do what a test tells them. They answer probes from the start and ignore SIGTERM, unless told.
public final class FakeProcesses implements PodProcesses {
    public final List<FakeProcess> started = new ArrayList<>();
    public Duration pull = Duration.ofSeconds(20);
    public boolean answers = true;
    public boolean endsWhenAsked = false;

    public final class FakeProcess implements PodProcess {
        public final Pod pod;
        final Host host;
        boolean answersProbe = answers;
        long cpuNanos;
        int asked;
        boolean killed;

        FakeProcess(Pod pod, Host host) {
            this.pod = pod;
            this.host = host;
        }

        @Override
        public long cpuNanos(int container) {
            return cpuNanos;
        }

        @Override
        public long memoryBytes(int container) {
            return 0;
        }

        @Override
        public boolean answersProbe() {
            return answersProbe;
        }

        @Override
        public void terminate() {
            asked++;
            if (endsWhenAsked) {
                host.exited("Completed");
            }
        }

        @Override
        public void kill() {
            killed = true;
        }

        void answer(boolean now) {
            answersProbe = now;
            host.probeChanged();
        }

        public void exit(String reason) {
            host.exited(reason);
        }
    }

    @Override
    public PodProcess start(Pod pod, Host host) {
        FakeProcess process = new FakeProcess(pod, host);
        started.add(process);
        return process;
    }

    @Override
    public Duration imagePull(Pod pod, RandomGenerator random) {
        return pull;
    }

    public FakeProcess last() {
        return started.getLast();
    }
}
