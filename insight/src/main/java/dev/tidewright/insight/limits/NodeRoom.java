package dev.tidewright.insight.limits;

import dev.tidewright.cluster.objects.Workload;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.insight.limits.Scene.Wait;
import dev.tidewright.insight.run.Words;
import dev.tidewright.simulator.recording.Measures;
import dev.tidewright.simulator.scenario.NodeGroupSpec;

/// How many machines the waiting pods would have needed, from their requests and a machine's allocatable.
final class NodeRoom {
    private NodeRoom() {}

    static String raiseMax(Scene scene, NodeGroupSpec group) {
        long more = machinesFor(scene, group);
        return "Raise max of node group %s from %d to at least %d: the pods that waited fit on %s more."
                .formatted(group.name(), group.max(), group.max() + more, Words.count(more, "machine"));
    }

    static String keepSpare(Scene scene, NodeGroupSpec group) {
        long more = machinesFor(scene, group);
        double now = scene.mean("nodes/" + group.name(), Measures.NODES_READY);
        long ready = Math.round(Math.max(now, group.min()));
        return "Have %s ready before the rise: raise min of node group %s from %d to %d, or hold that room with placeholder pods."
                .formatted(Words.count(more, "more machine"), group.name(), group.min(), ready + more);
    }

    /// Machines that the waiting pods fill by the resource of which they ask most, at least 1.
    private static long machinesFor(Scene scene, NodeGroupSpec group) {
        double share = 0;
        for (Wait wait : scene.waits()) {
            share += shareOfMachine(scene, wait.unschedulable().object(), group);
        }
        return Math.max(1, (long) Math.ceil(share));
    }

    private static double shareOfMachine(Scene scene, ObjectKey pod, NodeGroupSpec group) {
        return scene.owners()
                .of(pod)
                .map(workload -> Math.max(
                        share(cpuMilli(workload), group.allocatable().cpuMilli()),
                        share(memoryBytes(workload), group.allocatable().memoryBytes())))
                .orElse(0d);
    }

    private static double share(long asked, long offered) {
        return offered == 0 ? 0 : (double) asked / offered;
    }

    private static long cpuMilli(Workload workload) {
        return workload.template().spec().containers().stream()
                .mapToLong(container -> container.requests().cpuMilli())
                .sum();
    }

    private static long memoryBytes(Workload workload) {
        return workload.template().spec().containers().stream()
                .mapToLong(container -> container.requests().memoryBytes())
                .sum();
    }
}
