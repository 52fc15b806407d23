package dev.tidewright.core.scheduling;

import java.util.Arrays;

/// How many pods of interest each domain of one topology key holds. Not thread-safe.
final class DomainCount {
    private final Topology topology;
    private final int key;
    private int[] counts = new int[8];
    private long total;

    DomainCount(Topology topology, int key) {
        this.topology = topology;
        this.key = key;
    }

    /// Counts `change` pods on a node; nothing where the node lacks the key.
    void add(int slot, int change) {
        int domain = topology.domain(key, slot);
        if (domain == Topology.NONE) {
            return;
        }
        if (domain >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(domain + 1, 2 * counts.length));
        }
        counts[domain] += change;
        total += change;
    }

    /// Pods in the node's domain; 0 where the node lacks the key.
    int around(int slot) {
        int domain = topology.domain(key, slot);
        return domain == Topology.NONE || domain >= counts.length ? 0 : counts[domain];
    }

    boolean reaches(int slot) {
        return topology.domain(key, slot) != Topology.NONE;
    }

    boolean isEmpty() {
        return total == 0;
    }
}
