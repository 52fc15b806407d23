package dev.tidewright.core.scheduling;

import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.units.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Numbers the resource names, so that amounts pack into arrays: cpu in thousandths, all else in whole units.
final class ResourceTable {
    static final int CPU = 0;
    static final int MEMORY = 1;
    static final int PODS = 2;
    static final int STORAGE = 3;
    private final List<String> names =
            new ArrayList<>(List.of(Resources.CPU, Resources.MEMORY, "pods", "ephemeral-storage"));
    private final Map<String, Integer> numbers = new HashMap<>();

    ResourceTable() {
        for (String name : names) {
            numbers.put(name, numbers.size());
        }
    }

    int size() {
        return names.size();
    }

    String name(int resource) {
        return names.get(resource);
    }

    int number(String name) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        names.add(name);
        numbers.put(name, names.size() - 1);
        return names.size() - 1;
    }

    static Quantity quantity(int resource, long amount) {
        return switch (resource) {
            case CPU -> Quantity.ofMilli(amount);
            case MEMORY, STORAGE -> Quantity.ofBytes(amount);
            default -> Quantity.of(amount);
        };
    }

    static long amount(int resource, Quantity quantity) {
        return resource == CPU ? quantity.milli() : quantity.value();
    }
}
