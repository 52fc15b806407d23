package dev.tidewright.core.nodes.up;

import dev.tidewright.core.nodes.NodeScalingFlags.Delivery;
import dev.tidewright.core.nodes.down.NodeTraits;
import dev.tidewright.core.objects.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How a group's machines are: up, not yet up, broken, or still to come.
///
/// Source: `pkg/clusterstate/clusterstate.go`.
///
/// @param ready      nodes that take pods
/// @param notStarted names of registered nodes that are still starting
/// @param unready    nodes that broke down after they had started, or never came up
/// @param upcoming   machines ordered not long ago that are not up; pods can count on them
/// @param healthy    whether enough of what was ordered is there for more to be ordered
record GroupHealth(int ready, List<String> notStarted, int unready, int upcoming, boolean healthy) {
    GroupHealth {
        notStarted = List.copyOf(notStarted);
    }

    /// By group, in the order of the groups.
    static Map<String, GroupHealth> of(ScaleUpView view) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        view.nodes().forEach(node -> nodes.put(node.meta().name(), node));
        Map<String, GroupHealth> byGroup = new LinkedHashMap<>();
        view.groups().forEach(group -> byGroup.put(group.id(), of(group, nodes, view)));
        return byGroup;
    }

    private static GroupHealth of(GrowingGroup group, Map<String, Node> nodes, ScaleUpView view) {
        int ready = 0;
        int unready = 0;
        List<String> notStarted = new ArrayList<>();
        for (String name : group.nodes()) {
            Node node = nodes.get(name);
            if (node == null) {
                continue;
            }
            if (NodeTraits.isReady(node)) {
                ready++;
            } else if (node.meta()
                    .created()
                    .plus(group.options().maxNodeStartupTime())
                    .isAfter(view.now())) {
                notStarted.add(name);
            } else {
                unready++;
            }
        }
        int upcoming = group.inFlight() == 0 || group.hold().isPresent()
                ? 0
                : Math.max(0, group.targetSize() - ready - unready - group.longUnregistered());
        int registered = ready + unready + notStarted.size();
        boolean healthy = isHealthy(group, ready, registered, view.flags().delivery());
        return new GroupHealth(ready, notStarted, unready, upcoming, healthy);
    }

    private static boolean isHealthy(GrowingGroup group, int ready, int registered, Delivery limits) {
        int expected = group.targetSize() - group.longUnregistered() - group.inFlight();
        if (registered == 0) {
            return expected <= 0;
        }
        int missing = Math.max(0, expected - ready);
        return missing <= limits.okUnreadyCount() || missing <= limits.maxUnreadyPercent() / 100 * registered;
    }
}
