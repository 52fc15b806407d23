package dev.tidewright.core.objects;

import java.util.List;

/// `v1` LimitRange: the bounds that a namespace sets on what is created in it.
public record LimitRange(ObjectMeta meta, List<Item> limits) implements KubeObject {
    /// Bounds for one type of thing.
    ///
    /// @param type            `Container`, `Pod` or `PersistentVolumeClaim`
    /// @param defaults        limits of containers that state none
    /// @param defaultRequests requests of containers that state none
    public record Item(String type, Resources min, Resources max, Resources defaults, Resources defaultRequests) {
        public static final String CONTAINER = "Container";
        public static final String POD = "Pod";
    }

    public LimitRange {
        limits = List.copyOf(limits);
    }

    @Override
    public String kind() {
        return "LimitRange";
    }

    @Override
    public LimitRange with(ObjectMeta meta) {
        return new LimitRange(meta, limits);
    }
}
