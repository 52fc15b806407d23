package dev.tidewright.cluster.objects;

import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Sorted;
import java.util.SortedMap;

/// `v1` ConfigMap, without binary data.
public record ConfigMap(ObjectMeta meta, SortedMap<String, String> data) implements KubeObject {
    public static final String KIND = "ConfigMap";

    public ConfigMap {
        data = Sorted.copyOf(data);
    }

    @Override
    public ConfigMap with(ObjectMeta meta) {
        return new ConfigMap(meta, data);
    }

    @Override
    public String kind() {
        return KIND;
    }
}
