package dev.tidewright.cluster.objects;

/// A workload that keeps equal pods by itself, without roll-outs and without an order among them.
public sealed interface PodSet extends Workload permits ReplicaSet, ReplicationController {
    /// How long a pod must be ready to count as available.
    int minReadySeconds();

    /// The same set with what was found.
    ///
    /// @param count     pods there are, terminating and finished ones not counted
    /// @param available pods that have been ready for [#minReadySeconds]
    PodSet withFound(int count, int ready, int available);
}
