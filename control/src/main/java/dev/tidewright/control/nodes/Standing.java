package dev.tidewright.control.nodes;

import dev.tidewright.cluster.NodeGroups.Instance;
import dev.tidewright.control.nodes.ScalingStatus.Group;
import dev.tidewright.control.nodes.ScalingStatus.Phase;
import dev.tidewright.core.nodes.NodeScalingFlags.Delivery;
import dev.tidewright.core.objects.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Works out how the loop stands after each look. Not thread-safe; remembers the last standing only.
///
/// Source: `GetStatus` in `pkg/clusterstate/clusterstate.go`.
final class Standing {
    private final Delivery flags;
    private final Deliveries deliveries;
    private Optional<ScalingStatus> last = Optional.empty();

    Standing(Delivery flags, Deliveries deliveries) {
        this.flags = flags;
        this.deliveries = deliveries;
    }

    /// @param unneeded names of nodes that could go
    ScalingStatus after(ClusterLook look, boolean healthy, Set<String> unneeded) {
        Map<String, Integer> candidates = candidates(look, unneeded);
        List<Group> groups = new ArrayList<>();
        for (GroupLook group : look.groups()) {
            groups.add(group(group, look, candidates.getOrDefault(group.id(), 0)));
        }
        boolean grows = groups.stream().anyMatch(each -> each.scaleUp().status().equals(ScalingStatus.IN_PROGRESS));
        int sum = candidates.values().stream().mapToInt(Integer::intValue).sum();
        Instant now = look.now();
        var status = new ScalingStatus(
                "",
                Phase.after(last.map(ScalingStatus::health), health(healthy), now),
                sum(look, groups),
                Phase.after(last.map(ScalingStatus::scaleUp), grows(grows), now),
                Phase.after(last.map(ScalingStatus::scaleDown), present(sum), now),
                sum,
                groups);
        last = Optional.of(status);
        return status;
    }

    /// Where the groups cannot be read.
    ScalingStatus blind(String why, Instant now) {
        ScalingStatus before = last.orElseGet(() -> new ScalingStatus(
                "",
                new Phase(ScalingStatus.UNHEALTHY, now),
                new NodeCounts(0, 0, 0, 0, 0, 0, 0),
                new Phase(ScalingStatus.NO_ACTIVITY, now),
                new Phase(ScalingStatus.NO_CANDIDATES, now),
                0,
                List.of()));
        ScalingStatus status = before.blind(why, now);
        last = Optional.of(status);
        return status;
    }

    private static String health(boolean healthy) {
        return healthy ? ScalingStatus.HEALTHY : ScalingStatus.UNHEALTHY;
    }

    private static String grows(boolean grows) {
        return grows ? ScalingStatus.IN_PROGRESS : ScalingStatus.NO_ACTIVITY;
    }

    private static String present(int candidates) {
        return candidates > 0 ? ScalingStatus.CANDIDATES_PRESENT : ScalingStatus.NO_CANDIDATES;
    }

    private static NodeCounts sum(ClusterLook look, List<Group> groups) {
        return NodeCounts.of(look)
                .withMachines(
                        groups.stream()
                                .mapToInt(each -> each.counts().longUnregistered())
                                .sum(),
                        groups.stream()
                                .mapToInt(each -> each.counts().unregistered())
                                .sum());
    }

    private static Map<String, Integer> candidates(ClusterLook look, Set<String> unneeded) {
        Map<String, Integer> candidates = new TreeMap<>();
        for (Node node : look.nodes()) {
            if (unneeded.contains(node.meta().name())) {
                look.group(node).ifPresent(group -> candidates.merge(group.id(), 1, Integer::sum));
            }
        }
        return candidates;
    }

    private Group group(GroupLook group, ClusterLook look, int candidates) {
        Optional<Group> before = last.flatMap(status -> status.group(group.id()));
        Instant now = look.now();
        NodeCounts counts = NodeCounts.of(group, look, machine -> isLong(machine, group, now));
        boolean healthy = isHealthy(group, counts, now);
        Optional<BackOffs.BackOff> backOff = deliveries.backOffs().of(group.id(), now);
        boolean grows = deliveries.awaits(group, now);
        String scaleUp = grows
                ? ScalingStatus.IN_PROGRESS
                : !healthy
                        ? ScalingStatus.UNHEALTHY
                        : backOff.isPresent() ? ScalingStatus.BACK_OFF : ScalingStatus.NO_ACTIVITY;
        return new Group(
                group.id(),
                Phase.after(before.map(Group::health), health(healthy), now),
                counts,
                group.group().targetSize(),
                group.group().minSize(),
                group.group().maxSize(),
                Phase.after(before.map(Group::scaleUp), scaleUp, now),
                scaleUp.equals(ScalingStatus.BACK_OFF) ? backOff : Optional.empty(),
                Phase.after(before.map(Group::scaleDown), present(candidates), now),
                candidates);
    }

    private boolean isLong(Instance machine, GroupLook group, Instant now) {
        return machine.error().isEmpty() && deliveries.isOld(machine, group, now);
    }

    /// Whether as many nodes are up as should be, or nearly (`IsNodeGroupHealthy`).
    private boolean isHealthy(GroupLook group, NodeCounts counts, Instant now) {
        int expected = group.group().targetSize() - group.upcoming(now);
        int missing = Math.max(0, expected - counts.ready() - counts.notStarted());
        int there = counts.ready() + counts.unready() + counts.notStarted();
        return missing <= flags.okUnreadyCount() || missing <= flags.maxUnreadyPercent() / 100 * there;
    }
}
