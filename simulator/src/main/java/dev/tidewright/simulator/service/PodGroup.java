package dev.tidewright.simulator.service;

import dev.tidewright.simulator.queueing.ServerGroup;
import dev.tidewright.simulator.queueing.Step;
import dev.tidewright.simulator.scenario.ServiceSpec;
import java.util.ArrayList;
import java.util.List;

/// Pods of one service that are alike, and the servers in them.
final class PodGroup {
    private final ServerGroup servers;
    private final List<ServicePod> pods = new ArrayList<>();
    private long leastLimit = Long.MAX_VALUE;
    private long oldestNanos = Long.MAX_VALUE;

    PodGroup(ServerGroup servers) {
        this.servers = servers;
    }

    ServerGroup servers() {
        return servers;
    }

    /// In the order in which they joined.
    List<ServicePod> pods() {
        return pods;
    }

    boolean isOnly(ServicePod pod) {
        return pods.size() == 1 && pods.getFirst() == pod;
    }

    /// Whether the largest pod there can be here reaches its limit.
    boolean mayBeOutOfMemory(ServiceSpec spec, long nanos) {
        double largest = spec.memoryBase().count() * (1 + ServicePods.MEMORY_SPREAD)
                + spec.memoryPerRequest().count() * servers.insideEach()
                + spec.leakPerHour().count() * ((nanos - oldestNanos) / 3.6e12);
        return largest >= leastLimit;
    }

    private void measure(ServicePod pod) {
        leastLimit = Math.min(leastLimit, pod.memoryLimit());
        oldestNanos = Math.min(oldestNanos, pod.startedNanos());
    }

    /// Of the pods that are left, so that the bound stays close.
    private void measureAll() {
        leastLimit = Long.MAX_VALUE;
        oldestNanos = Long.MAX_VALUE;
        for (ServicePod pod : pods) {
            measure(pod);
        }
    }

    /// Seconds of the last step in which the pods wanted to run and were not let, summed.
    double throttledSeconds() {
        return Math.min(1, servers.runnableEach()) * servers.servers() * Step.SECONDS;
    }

    void join(ServicePod pod) {
        servers.join();
        pods.add(pod);
        measure(pod);
        pod.moveTo(this);
    }

    /// Takes over a group of one pod that comes back.
    void absorb(PodGroup alone, ServicePod pod, long now) {
        servers.absorb(alone.servers, now);
        pods.add(pod);
        measure(pod);
        pod.moveTo(this);
    }

    void move(ServicePod pod, PodGroup into, long now) {
        servers.leave(into.servers, now);
        pods.remove(pod);
        measureAll();
        into.pods.add(pod);
        into.measure(pod);
        pod.moveTo(into);
    }

    void die(ServicePod pod, long now, ServerGroup.Lost lost) {
        servers.die(now, lost);
        pods.remove(pod);
        measureAll();
        pod.moveNowhere();
    }
}
