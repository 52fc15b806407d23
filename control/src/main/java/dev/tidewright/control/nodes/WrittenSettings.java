package dev.tidewright.control.nodes;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.objects.ConfigMap;
import dev.tidewright.core.objects.ObjectKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Settings that an operator writes into the status ConfigMap, as guides have it. A real cluster-autoscaler never reads
/// them: there they are flags of its command. Whoever uses this honours them and must say so.
final class WrittenSettings {
    private final Cluster cluster;
    private final Map<String, List<String>> flags;
    private final ObjectKey map;

    /// @param flags those that the loop was started with, over which written settings lie
    WrittenSettings(Cluster cluster, Map<String, List<String>> flags) {
        this.cluster = cluster;
        this.flags = new LinkedHashMap<>(flags);
        String name = NodeScalingSettings.parse(flags).flags().status().configMapName();
        this.map = new ObjectKey(ConfigMap.KIND, StatusMap.NAMESPACE, name);
    }

    /// What is written now and can be used, by the names of flags. What cannot be used counts as not written.
    Map<String, List<String>> now() {
        Map<String, List<String>> usable = new LinkedHashMap<>();
        Optional<ConfigMap> written = cluster.get(map, ConfigMap.class);
        written.ifPresent(found -> found.data().forEach((name, value) -> {
            Map<String, List<String>> one = Map.of(name, List.of(value));
            if (!name.equals(StatusMap.KEY) && isUsable(one)) {
                usable.put(name, List.of(value));
            }
        }));
        return usable;
    }

    private static boolean isUsable(Map<String, List<String>> one) {
        try {
            NodeScalingSettings.parse(one);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// The flags with what is written over them.
    NodeScalingSettings with(Map<String, List<String>> written) {
        Map<String, List<String>> merged = new LinkedHashMap<>(flags);
        merged.putAll(written);
        return NodeScalingSettings.parse(merged);
    }
}
