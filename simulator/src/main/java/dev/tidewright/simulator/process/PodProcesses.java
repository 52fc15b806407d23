package dev.tidewright.simulator.process;

import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.Pod;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Makes the processes of pods: which model runs in a pod is a matter of its workload.
public interface PodProcesses {
    /// Starts what the pod's containers run. Called at the instant at which the containers start.
    PodProcess start(Pod pod, Host host);

    /// How long this pod's image takes to pull onto a node that does not have it.
    Duration imagePull(Pod pod, RandomGenerator random);

    /// How long an init container runs. They run one after another, before the pod's containers start.
    default Duration initRun(Pod pod, Container init) {
        return Duration.ofSeconds(1);
    }
}
