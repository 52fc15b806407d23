package dev.tidewright.core.scheduling;

import dev.tidewright.core.objects.Node;
import java.util.Arrays;

/// What is free on each node, packed: one row of amounts a node. Not thread-safe.
final class ResourceGrid {
    private final ResourceTable table = new ResourceTable();
    private int rows = 16;
    private int stride = table.size();
    private long[] free = new long[rows * stride];
    private long[] allocatable = new long[rows * stride];
    /// Requests of cpu and memory with the scheduler's guess for containers that name none; scoring looks at these.
    private long[] guessed = new long[rows * 2];

    ResourceTable table() {
        return table;
    }

    void reserve(int slots) {
        if (slots > rows) {
            rows = Math.max(slots, 2 * rows);
            free = Arrays.copyOf(free, rows * stride);
            allocatable = Arrays.copyOf(allocatable, rows * stride);
            guessed = Arrays.copyOf(guessed, rows * 2);
        }
    }

    /// Makes room where a new resource name appeared.
    void widen() {
        int wide = table.size();
        if (wide != stride) {
            free = widened(free, wide);
            allocatable = widened(allocatable, wide);
            stride = wide;
        }
    }

    private long[] widened(long[] old, int wide) {
        long[] more = new long[rows * wide];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(old, row * stride, more, row * wide, stride);
        }
        return more;
    }

    void enter(int slot, Node node) {
        node.allocatable().amounts().keySet().forEach(table::number);
        widen();
        int base = slot * stride;
        Arrays.fill(allocatable, base, base + stride, 0);
        node.allocatable().amounts().forEach((name, quantity) -> {
            int resource = table.number(name);
            allocatable[base + resource] = ResourceTable.amount(resource, quantity);
        });
        System.arraycopy(allocatable, base, free, base, stride);
        guessed[2 * slot] = 0;
        guessed[2 * slot + 1] = 0;
    }

    void use(PodShape shape, int slot, int times) {
        int[] resources = shape.resources();
        long[] amounts = shape.amounts();
        int base = slot * stride;
        for (int i = 0; i < resources.length; i++) {
            free[base + resources[i]] -= times * amounts[i];
        }
        guessed[2 * slot] += times * shape.guessedCpuMilli();
        guessed[2 * slot + 1] += times * shape.guessedMemoryBytes();
    }

    long free(int slot, int resource) {
        return free[slot * stride + resource];
    }

    long allocatable(int slot, int resource) {
        return allocatable[slot * stride + resource];
    }

    /// Guessed requests of [ResourceTable#CPU] or [ResourceTable#MEMORY].
    long guessed(int slot, int resource) {
        return guessed[2 * slot + resource];
    }

    boolean suffices(PodShape shape, int slot) {
        int[] resources = shape.resources();
        long[] amounts = shape.amounts();
        int base = slot * stride;
        for (int i = 0; i < resources.length; i++) {
            if (amounts[i] > free[base + resources[i]]) {
                return false;
            }
        }
        return true;
    }
}
