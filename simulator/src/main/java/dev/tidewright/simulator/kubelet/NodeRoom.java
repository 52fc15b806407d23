package dev.tidewright.simulator.kubelet;

import dev.tidewright.cluster.Change;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.scheduling.PodRequests;
import java.util.List;

/// Whether a node has the room that a resize asks for. Source: kubelet's allocation manager (`canResizePod`).
sealed interface NodeRoom {
    /// There is.
    record Enough() implements NodeRoom {}

    /// Not now; perhaps when other pods go.
    record TooLittle(String message) implements NodeRoom {}

    /// There never will be.
    record TooSmall(String message) implements NodeRoom {}

    /// @param others what the node's other pods were given
    static NodeRoom of(Node node, PodSpec wanted, List<PodSpec> others) {
        Resources own = PodRequests.of(wanted);
        long cpuMilli = own.cpuMilli();
        long memoryBytes = own.memoryBytes();
        Resources all = node.allocatable();
        if (cpuMilli > all.cpuMilli()) {
            return new TooSmall(said(Change.Resize.NODE_TOO_SMALL, "cpu", cpuMilli, all.cpuMilli()));
        }
        if (memoryBytes > all.memoryBytes()) {
            return new TooSmall(said(Change.Resize.NODE_TOO_SMALL, "memory", memoryBytes, all.memoryBytes()));
        }
        for (PodSpec other : others) {
            Resources taken = PodRequests.of(other);
            cpuMilli += taken.cpuMilli();
            memoryBytes += taken.memoryBytes();
        }
        if (cpuMilli > all.cpuMilli()) {
            return new TooLittle(said("Node didn't have enough resource", "cpu", cpuMilli, all.cpuMilli()));
        }
        return memoryBytes > all.memoryBytes()
                ? new TooLittle(said("Node didn't have enough resource", "memory", memoryBytes, all.memoryBytes()))
                : new Enough();
    }

    private static String said(String what, String resource, long requested, long capacity) {
        return what + ": " + resource + ", requested: " + requested + ", capacity: " + capacity;
    }
}
