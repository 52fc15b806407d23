package dev.tidewright.control.nodes;

import dev.tidewright.core.nodes.down.NodeKeepers;
import dev.tidewright.core.nodes.down.ScaleDownMemory;
import dev.tidewright.core.nodes.down.ScaleDownPlan;
import dev.tidewright.core.nodes.down.ScaleDownView;
import dev.tidewright.core.nodes.down.Unremovable;
import dev.tidewright.core.nodes.down.UnremovableReason;
import dev.tidewright.core.objects.Node;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes down why nodes stay, once for each change of the reason. Not thread-safe; remembers nodes there are.
final class Holds {
    /// More than this many changes wait for the next look.
    private static final int A_LOOK = 10;

    private final Chronicle chronicle;
    private final Map<String, String> written = new TreeMap<>();

    Holds(Chronicle chronicle) {
        this.chronicle = chronicle;
    }

    void tell(ScaleDownPlan plan, ScaleDownView view, ScaleDownMemory memory, ClusterLook look) {
        written.keySet().removeIf(node -> !look.groupOf().containsKey(node));
        int left = A_LOOK;
        for (Node node : view.nodes()) {
            Unremovable stays = plan.unremovable().get(node.meta().name());
            if (stays == null || isPassing(stays.reason())) {
                continue;
            }
            String reason = stays.reason().word()
                    + stays.blocking().map(blocking -> blocking.reason().word()).orElse("");
            if (left > 0 && !reason.equals(written.get(node.meta().name()))) {
                left--;
                written.put(node.meta().name(), reason);
                var price = look.group(node).flatMap(group -> group.group().hourlyPrice());
                chronicle.hold(node.key(), NodeKeepers.explain(view, memory, node, price), List.of(node.key()));
            }
        }
    }

    private static boolean isPassing(UnremovableReason reason) {
        return switch (reason) {
            case NOT_UNNEEDED_LONG_ENOUGH, NOT_UNREADY_LONG_ENOUGH, RECENTLY_UNREMOVABLE, CURRENTLY_BEING_DELETED ->
                true;
            case SCALE_DOWN_DISABLED_ANNOTATION,
                    SCALE_DOWN_UNREADY_DISABLED,
                    NOT_AUTOSCALED,
                    NODE_GROUP_MIN_SIZE_REACHED,
                    ATOMIC_SCALE_DOWN_FAILED,
                    MINIMAL_RESOURCE_LIMIT_EXCEEDED,
                    NOT_UNDERUTILIZED,
                    NO_PLACE_TO_MOVE_PODS,
                    BLOCKED_BY_POD,
                    BLOCKED_BY_ON_COMPLETION_POD,
                    UNEXPECTED_ERROR -> false;
        };
    }
}
