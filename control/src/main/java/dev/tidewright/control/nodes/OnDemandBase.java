package dev.tidewright.control.nodes;

import dev.tidewright.cluster.NodeGroups.NodeGroup;
import java.util.ArrayList;
import java.util.List;

/// Machines that no reclaim can take, beside spot machines that it can: on-demand groups are kept at so many together,
/// by raising their minimum sizes in the configuration's order, each up to its maximum.
///
/// @param percent of all machines, 0 to 99
/// @param nodes   a fixed number, 0 and up; the larger of the two counts
public record OnDemandBase(int percent, int nodes) {
    public static final OnDemandBase NONE = new OnDemandBase(0, 0);

    public OnDemandBase {
        if (percent < 0 || percent > 99 || nodes < 0) {
            throw new IllegalArgumentException("base out of range: " + percent + "%, " + nodes + " nodes");
        }
    }

    /// Reads `40%`, or a number of nodes.
    ///
    /// @throws IllegalArgumentException if the text is neither
    public static OnDemandBase parse(String text) {
        try {
            return text.endsWith("%")
                    ? new OnDemandBase(Integer.parseInt(text.substring(0, text.length() - 1)), 0)
                    : new OnDemandBase(0, Integer.parseInt(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--on-demand-base: expected e.g. 40% (at most 99%) or a number of nodes, found '" + text + "'", e);
        }
    }

    public boolean isNone() {
        return percent == 0 && nodes == 0;
    }

    /// The groups with the minimum sizes that the base asks for.
    List<NodeGroup> raise(List<NodeGroup> groups) {
        int spot = groups.stream()
                .filter(NodeGroup::spot)
                .mapToInt(NodeGroup::targetSize)
                .sum();
        int missing = wanted(spot)
                - groups.stream()
                        .filter(group -> !group.spot())
                        .mapToInt(NodeGroup::minSize)
                        .sum();
        List<NodeGroup> raised = new ArrayList<>();
        for (NodeGroup group : groups) {
            int more = group.spot() ? 0 : Math.clamp(missing, 0, Math.max(0, group.maxSize() - group.minSize()));
            missing -= more;
            raised.add(more == 0 ? group : withMinimum(group, group.minSize() + more));
        }
        return raised;
    }

    /// As many as make up the share together with the spot machines there are.
    private int wanted(int spot) {
        return Math.max(nodes, Math.ceilDiv(percent * spot, 100 - percent));
    }

    private static NodeGroup withMinimum(NodeGroup group, int minimum) {
        return new NodeGroup(
                group.id(),
                minimum,
                group.maxSize(),
                group.targetSize(),
                group.spot(),
                group.template(),
                group.hourlyPrice(),
                group.instances());
    }
}
