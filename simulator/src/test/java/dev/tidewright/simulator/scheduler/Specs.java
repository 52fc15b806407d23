package dev.tidewright.simulator.scheduler;

import dev.tidewright.core.objects.PodSpec;

/// Pod specs that differ from a plain one.
final class Specs {
    private Specs() {}

    static PodSpec with(PodSpec spec, int priority) {
        return new PodSpec(
                spec.containers(),
                spec.initContainers(),
                spec.podRequests(),
                spec.overhead(),
                spec.nodeSelector(),
                spec.affinity(),
                spec.tolerations(),
                spec.topologySpreads(),
                spec.volumes(),
                priority,
                spec.priorityClass(),
                spec.preemptionPolicy(),
                spec.schedulerName(),
                spec.hostNetwork(),
                spec.terminationGrace(),
                spec.restartPolicy());
    }
}
