package dev.tidewright.control.nodes;

import dev.tidewright.cluster.meters.Gauge;
import dev.tidewright.cluster.meters.Meters;
import dev.tidewright.core.nodes.NodeScalingFlags.Limits;
import dev.tidewright.core.objects.Node;
import java.util.List;

/// How cluster and groups stand, by cluster-autoscaler's names. The figures of single groups are always there;
/// upstream's `--emit-per-nodegroup-metrics` is off unless asked for.
final class ClusterMeters {
    private static final String PREFIX = NodeScalingMeters.PREFIX;
    private static final double MILLI = 1_000;
    private static final long GIB = 1L << 30;

    private final Limits limits;
    private final Gauge safe;
    private final Gauge nodes;
    private final Gauge nodeGroups;
    private final Gauge unschedulable;
    private final Gauge maxNodes;
    private final Gauge cores;
    private final Gauge coreLimits;
    private final Gauge memory;
    private final Gauge memoryLimits;
    private final Gauge unneeded;
    private final Gauge coolsDown;
    private final Gauge pendingDeletions;
    private final Gauge groupMin;
    private final Gauge groupMax;
    private final Gauge groupTarget;
    private final Gauge groupHealth;
    private final Gauge groupBackOff;

    ClusterMeters(Meters meters, Limits limits) {
        this.limits = limits;
        safe = meters.gauge(
                PREFIX + "cluster_safe_to_autoscale",
                "Whether or not cluster is healthy enough for autoscaling. 1 if it is, 0 otherwise.");
        nodes = meters.gauge(PREFIX + "nodes_count", "Number of nodes in cluster.", "state");
        nodeGroups =
                meters.gauge(PREFIX + "node_groups_count", "Number of node groups managed by CA.", "node_group_type");
        unschedulable = meters.gauge(
                PREFIX + "unschedulable_pods_count", "Number of unschedulable pods in the cluster.", "type");
        maxNodes = meters.gauge(PREFIX + "max_nodes_count", "Maximum number of nodes in all node groups");
        cores = meters.gauge(
                PREFIX + "cluster_cpu_current_cores", "Current number of cores in the cluster, minus deleting nodes.");
        coreLimits = meters.gauge(
                PREFIX + "cpu_limits_cores", "Minimum and maximum number of cores in the cluster.", "direction");
        memory = meters.gauge(
                PREFIX + "cluster_memory_current_bytes",
                "Current number of bytes of memory in the cluster, minus deleting nodes.");
        memoryLimits = meters.gauge(
                PREFIX + "memory_limits_bytes",
                "Minimum and maximum number of bytes of memory in cluster.",
                "direction");
        unneeded =
                meters.gauge(PREFIX + "unneeded_nodes_count", "Number of nodes currently considered unneeded by CA.");
        coolsDown = meters.gauge(
                PREFIX + "scale_down_in_cooldown",
                "Whether or not the scale down is in cooldown. 1 if its, 0 otherwise.");
        pendingDeletions = meters.gauge(
                PREFIX + "pending_node_deletions",
                "Number of nodes that haven't been removed or aborted after finished scale-down phase.");
        groupMin = ofGroups(meters, "node_group_min_count", "Minimum number of nodes in the node group");
        groupMax = ofGroups(meters, "node_group_max_count", "Maximum number of nodes in the node group");
        groupTarget = ofGroups(meters, "node_group_target_count", "Target number of nodes in the node group by CA.");
        groupHealth = ofGroups(
                meters,
                "node_group_healthiness",
                "Whether or not node group is healthy enough for autoscaling. 1 if it is, 0 otherwise.");
        groupBackOff = meters.gauge(
                PREFIX + "node_group_backoff_status",
                "Whether or not node group is backoff for not autoscaling. 1 if it is, 0 otherwise.",
                "node_group",
                "reason");
    }

    private static Gauge ofGroups(Meters meters, String name, String help) {
        return meters.gauge(PREFIX + name, help, "node_group");
    }

    void safe(boolean isSafe) {
        safe.set(isSafe);
    }

    /// @param cooling whether nothing may be given back now
    void show(ClusterLook look, ScalingStatus status, boolean cooling) {
        safe(status.isHealthy());
        counts(status.counts());
        nodeGroups.set(look.groups().size(), "autoscaled");
        nodeGroups.set(0, "autoprovisioned");
        unschedulable.set(look.unschedulable().size(), "unschedulable");
        unschedulable.set(0, "scheduler_unprocessed");
        unneeded.set(status.candidates());
        coolsDown.set(cooling);
        resources(look);
        groups(status);
    }

    private void counts(NodeCounts counts) {
        nodes.set(counts.ready(), "ready");
        nodes.set(counts.unready(), "unready");
        nodes.set(counts.notStarted(), "notStarted");
        nodes.set(counts.longUnregistered(), "longUnregistered");
        nodes.set(counts.unregistered(), "unregistered");
    }

    private void resources(ClusterLook look) {
        long milli = 0;
        long bytes = 0;
        int going = 0;
        for (Node node : look.nodes()) {
            boolean goes = look.isGoing(node);
            going += goes ? 1 : 0;
            milli += goes ? 0 : node.capacity().cpuMilli();
            bytes += goes ? 0 : node.capacity().memoryBytes();
        }
        pendingDeletions.set(going);
        cores.set(milli / MILLI);
        memory.set((double) bytes);
        maxNodes.set(limits.maxNodes());
        coreLimits.set((double) limits.cores().min(), "minimum");
        coreLimits.set((double) limits.cores().max(), "maximum");
        memoryLimits.set((double) limits.memoryGib().min() * GIB, "minimum");
        memoryLimits.set((double) limits.memoryGib().max() * GIB, "maximum");
    }

    private void groups(ScalingStatus status) {
        List.of(groupMin, groupMax, groupTarget, groupHealth, groupBackOff).forEach(Gauge::clear);
        for (ScalingStatus.Group group : status.groups()) {
            groupMin.set(group.min(), group.name());
            groupMax.set(group.max(), group.name());
            groupTarget.set(group.target(), group.name());
            groupHealth.set(group.health().status().equals(ScalingStatus.HEALTHY), group.name());
            groupBackOff.set(
                    group.backOff().isPresent(),
                    group.name(),
                    group.backOff().map(BackOffs.BackOff::code).orElse(""));
        }
    }
}
