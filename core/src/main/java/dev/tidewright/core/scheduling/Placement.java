package dev.tidewright.core.scheduling;

import java.util.SortedMap;

/// Where the scheduler would put a pod.
public sealed interface Placement {
    /// On a node.
    ///
    /// @param node  its handle in the picture
    /// @param name  its name
    /// @param score of the node, out of 1,200; 0 where it was the only one to fit
    record Chosen(int node, String name, long score) implements Placement {}

    /// On none.
    ///
    /// @param nodes   how many nodes there are
    /// @param reasons how many nodes gave each reason, by the scheduler's words
    record Nowhere(int nodes, SortedMap<String, Integer> reasons) implements Placement {
        /// The message of the `FailedScheduling` event: `0/3 nodes are available: 3 Insufficient cpu.`
        public String message() {
            if (nodes == 0) {
                return "no nodes available to schedule pods";
            }
            var words = reasons.entrySet().stream()
                    .map(reason -> reason.getValue() + " " + reason.getKey())
                    .sorted()
                    .toList();
            return "0/" + nodes + " nodes are available: " + String.join(", ", words) + ".";
        }
    }
}
