package dev.tidewright.cluster.documents.write;

import dev.tidewright.core.objects.Condition;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes `status.conditions`.
final class ConditionTrees {
    private ConditionTrees() {}

    /// @param timed other times that the kind's conditions carry, such as `lastProbeTime`; each null where not told
    static void conditions(ObjectNode status, List<Condition> conditions, String... timed) {
        if (conditions.isEmpty()) {
            return;
        }
        ArrayNode items = status.putArray("conditions");
        for (Condition condition : conditions) {
            ObjectNode item = items.addObject();
            item.put("type", condition.type());
            item.put("status", condition.status());
            for (String time : timed) {
                if (time.equals("lastHeartbeatTime") && condition.transition().isAfter(Instant.EPOCH)) {
                    item.put(time, Nodes.time(condition.transition()));
                } else {
                    item.putNull(time);
                }
            }
            if (condition.transition().isAfter(Instant.EPOCH)) {
                item.put("lastTransitionTime", Nodes.time(condition.transition()));
            }
            Nodes.text(item, "reason", condition.reason());
            Nodes.text(item, "message", condition.message());
        }
    }
}
