package dev.tidewright.core.nodes.up;

/// One group's part of a plan.
///
/// @param from its target size now
/// @param to   its new target size
/// @param max  its greatest size
public record Resize(String group, int from, int to, int max) {
    /// As cluster-autoscaler's events have it: `ng-1 3->5 (max: 10)`.
    @Override
    public String toString() {
        return group + " " + from + "->" + to + " (max: " + max + ")";
    }
}
