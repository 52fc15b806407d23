package dev.tidewright.core.requests.capping;

import dev.tidewright.core.objects.LimitRange;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.units.Quantity;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// All LimitRanges of a namespace in one: the highest minimum, the lowest maximum, the last default.
///
/// Source: VPA's `utils/limitrange`, which looks at cpu and memory only.
///
/// @param defaults limits of containers that state none
record LimitBounds(Resources min, Resources max, Resources defaults) {
    static final LimitBounds NONE = new LimitBounds(Resources.NONE, Resources.NONE, Resources.NONE);

    private static final List<String> BOUNDED = List.of(Resources.CPU, Resources.MEMORY);

    /// @param type `Container` or `Pod`
    static LimitBounds of(List<LimitRange> ranges, String namespace, String type) {
        LimitBounds all = NONE;
        for (LimitRange range : ranges) {
            if (range.meta().namespace().equals(namespace)) {
                for (LimitRange.Item item : range.limits()) {
                    all = item.type().equals(type) ? all.and(item) : all;
                }
            }
        }
        return all;
    }

    private LimitBounds and(LimitRange.Item item) {
        boolean keepsDefault = item.defaults().amounts().isEmpty();
        return new LimitBounds(
                merged(min, item.min(), 1), merged(max, item.max(), -1), keepsDefault ? defaults : item.defaults());
    }

    /// @param sign 1 to keep the higher of two, -1 the lower
    private static Resources merged(Resources known, Resources added, int sign) {
        SortedMap<String, Quantity> merged = new TreeMap<>(known.amounts());
        for (String resource : BOUNDED) {
            added.get(resource)
                    .ifPresent(amount -> merged.merge(resource, amount, (a, b) -> a.compareTo(b) * sign > 0 ? a : b));
        }
        return new Resources(merged);
    }

    boolean isNone() {
        return equals(NONE);
    }
}
