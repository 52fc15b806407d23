package dev.tidewright.core.nodes.down;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What scale-down makes of the cluster at one moment.
///
/// @param candidates  nodes looked at, in the order in which they were
/// @param utilisation of the candidates for which it was worked out
/// @param unneeded    nodes that could go, the ones found first in front
/// @param unremovable nodes that stay now, each with the last reason found; some nodes are in neither list, because
///                    enough others were found first
/// @param readyEmpty  unneeded for long enough, nothing to move
/// @param readyDrain  unneeded for long enough, pods to move
/// @param start       what the parallelism budgets let begin now
/// @param memory      for the next look
public record ScaleDownPlan(
        List<String> candidates,
        Map<String, Utilisation> utilisation,
        List<Removable> unneeded,
        Map<String, Unremovable> unremovable,
        List<Removable> readyEmpty,
        List<Removable> readyDrain,
        Start start,
        ScaleDownMemory memory) {
    /// Nodes whose deletion may begin.
    public record Start(List<Removable> empty, List<Removable> drain) {
        public Start {
            empty = List.copyOf(empty);
            drain = List.copyOf(drain);
        }

        /// How many.
        public int size() {
            return empty.size() + drain.size();
        }
    }

    public ScaleDownPlan {
        candidates = List.copyOf(candidates);
        utilisation = Collections.unmodifiableMap(new LinkedHashMap<>(utilisation));
        unneeded = List.copyOf(unneeded);
        unremovable = Collections.unmodifiableMap(new LinkedHashMap<>(unremovable));
        readyEmpty = List.copyOf(readyEmpty);
        readyDrain = List.copyOf(readyDrain);
    }

    /// Whether fewer begin than are ready.
    public boolean isCropped() {
        return start.size() < readyEmpty.size() + readyDrain.size();
    }
}
