package dev.tidewright.core.objects;

import dev.tidewright.core.units.Quantity;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Amounts by resource name (`cpu`, `memory`, `pods`, `nvidia.com/gpu`).
public record Resources(SortedMap<String, Quantity> amounts) {
    public static final String CPU = "cpu";
    public static final String MEMORY = "memory";
    public static final Resources NONE = new Resources(Sorted.empty());

    public Resources {
        amounts = Sorted.copyOf(amounts);
    }

    public static Resources of(long cpuMilli, long memoryBytes) {
        return new Resources(
                Sorted.copyOf(Map.of(CPU, Quantity.ofMilli(cpuMilli), MEMORY, Quantity.ofBytes(memoryBytes))));
    }

    public Optional<Quantity> get(String resource) {
        return Optional.ofNullable(amounts.get(resource));
    }

    /// Thousandths of a core; 0 where unset.
    public long cpuMilli() {
        return get(CPU).map(Quantity::milli).orElse(0L);
    }

    /// Bytes; 0 where unset.
    public long memoryBytes() {
        return get(MEMORY).map(Quantity::value).orElse(0L);
    }
}
