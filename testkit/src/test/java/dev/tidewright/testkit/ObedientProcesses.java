package dev.tidewright.testkit;

import dev.tidewright.core.objects.Pod;
import dev.tidewright.simulator.process.Host;
import dev.tidewright.simulator.process.PodProcess;
import dev.tidewright.simulator.process.PodProcesses;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Processes without load that answer from the start and end when asked to.
final class ObedientProcesses implements PodProcesses {
    private record Idle(Host host) implements PodProcess {
        @Override
        public long cpuNanos(int container) {
            return 0;
        }

        @Override
        public long memoryBytes(int container) {
            return 0;
        }

        @Override
        public boolean answersProbe() {
            return true;
        }

        @Override
        public void terminate() {
            host.exited("Completed");
        }

        @Override
        public void kill() {}
    }

    @Override
    public PodProcess start(Pod pod, Host host) {
        return new Idle(host);
    }

    @Override
    public Duration imagePull(Pod pod, RandomGenerator random) {
        return Duration.ofSeconds(20);
    }
}
