package dev.tidewright.core.nodes;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What may differ from one node group to the next (`config.NodeGroupAutoscalingOptions`), named like the flags.
///
/// @param scaleDownUtilizationThreshold a node at or below is a candidate; 0 to 1
/// @param scaleDownGpuUtilizationThreshold the same for nodes with GPUs, whose CPU and memory are not looked at
/// @param scaleDownUnneededTime how long a node must have been unneeded before it goes
/// @param scaleDownUnreadyTime  the same for a node that is not ready
/// @param maxNodeProvisionTime  after which an ordered machine that did not register counts as failed
/// @param maxNodeStartupTime    how long a registered node may take to become ready
/// @param ignoreDaemonSetsUtilization DaemonSet pods do not count as load
/// @param zeroOrMaxNodeScaling  all machines of the group or none
public record NodeGroupOptions(
        double scaleDownUtilizationThreshold,
        double scaleDownGpuUtilizationThreshold,
        Duration scaleDownUnneededTime,
        Duration scaleDownUnreadyTime,
        Duration maxNodeProvisionTime,
        Duration maxNodeStartupTime,
        boolean ignoreDaemonSetsUtilization,
        boolean zeroOrMaxNodeScaling) {
    public static final NodeGroupOptions DEFAULT = new NodeGroupOptions(
            0.5,
            0.5,
            Duration.ofMinutes(10),
            Duration.ofMinutes(20),
            Duration.ofMinutes(15),
            Duration.ofMinutes(15),
            false,
            false);

    /// These options with one group's overrides.
    ///
    /// @param overrides flag names without dashes to values; `zero-or-max-node-scaling` beside the flags
    /// @throws IllegalArgumentException naming the option that cannot be read or is not one
    public NodeGroupOptions with(Map<String, String> overrides) {
        if (overrides.isEmpty()) {
            return this;
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        overrides.forEach((name, value) -> values.put(name, List.of(value)));
        var reader = new FlagValues(values);
        NodeGroupOptions options = read(reader, reader.bool("zero-or-max-node-scaling", zeroOrMaxNodeScaling));
        reader.refuseUnknown(Set.of());
        return options;
    }

    /// Reads the flags among `values`, each falling back to this one's value.
    NodeGroupOptions read(FlagValues values, boolean zeroOrMax) {
        return new NodeGroupOptions(
                values.number("scale-down-utilization-threshold", scaleDownUtilizationThreshold),
                values.number("scale-down-gpu-utilization-threshold", scaleDownGpuUtilizationThreshold),
                values.duration("scale-down-unneeded-time", scaleDownUnneededTime),
                values.duration("scale-down-unready-time", scaleDownUnreadyTime),
                values.duration("max-node-provision-time", maxNodeProvisionTime),
                values.duration("max-node-startup-time", maxNodeStartupTime),
                values.bool("ignore-daemonsets-utilization", ignoreDaemonSetsUtilization),
                zeroOrMax);
    }
}
