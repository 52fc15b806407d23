package dev.tidewright.core.nodes.up;

import dev.tidewright.core.objects.Pod;
import java.util.List;

/// One way to help: so many nodes of a group for these pods.
///
/// @param pods    in the order in which they were placed
/// @param similar groups that could take a share of the nodes
public record Option(String group, int nodeCount, List<Pod> pods, List<String> similar) {
    public Option {
        pods = List.copyOf(pods);
        similar = List.copyOf(similar);
    }
}
