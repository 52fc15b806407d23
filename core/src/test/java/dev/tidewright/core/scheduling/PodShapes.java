package dev.tidewright.core.scheduling;

import dev.tidewright.core.objects.Affinity;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.TopologySpread;
import java.util.List;

/// Pod specs for tests, by what differs from a plain one.
final class PodShapes {
    private PodShapes() {}

    static PodSpec with(PodSpec spec, Affinity affinity, List<TopologySpread> spreads) {
        return new PodSpec(
                spec.containers(),
                spec.initContainers(),
                spec.podRequests(),
                spec.overhead(),
                spec.nodeSelector(),
                affinity,
                spec.tolerations(),
                spreads,
                spec.volumes(),
                spec.priority(),
                spec.priorityClass(),
                spec.preemptionPolicy(),
                spec.schedulerName(),
                spec.hostNetwork(),
                spec.terminationGrace(),
                spec.restartPolicy());
    }
}
