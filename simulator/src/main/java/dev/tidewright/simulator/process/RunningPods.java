package dev.tidewright.simulator.process;

import dev.tidewright.core.objects.Pod;
import java.util.function.BiConsumer;

/// The pods whose containers run now, with their processes.
public interface RunningPods {
    /// Calls `each` for every running pod, in order of node and start.
    void forEach(BiConsumer<Pod, PodProcess> each);
}
