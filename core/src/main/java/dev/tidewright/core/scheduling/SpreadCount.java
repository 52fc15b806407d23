package dev.tidewright.core.scheduling;

import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Toleration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How many pods that a spread constraint selects each eligible domain holds, and the least such number. Every change
/// costs the same, however many nodes and pods there are. Not thread-safe.
final class SpreadCount {
    /// What is counted. Constraints that agree in all of it share one count.
    ///
    /// @param allKeys  a node lacking one of these is left out
    /// @param choice   a node it does not admit is left out, where affinity is honoured
    /// @param bears    a node with a taint beyond these is left out, where taints are honoured
    record Subject(
            String namespace,
            LabelSelector selector,
            String topologyKey,
            List<String> allKeys,
            StaticFit.Choice choice,
            Optional<List<Toleration>> bears) {
        boolean counts(PodShape shape) {
            return !shape.terminating() && shape.namespace().equals(namespace) && selector.matches(shape.labels());
        }

        boolean admits(Node node) {
            Map<String, String> labels = node.meta().labels();
            for (String key : allKeys) {
                if (!labels.containsKey(key)) {
                    return false;
                }
            }
            return choice.admits(node)
                    && (bears.isEmpty()
                            || StaticFit.untolerated(bears.get(), node.taints()).isEmpty());
        }
    }

    private final Subject subject;
    private final Topology topology;
    private final int key;
    private boolean[] eligible = new boolean[8];
    private int[] nodesIn = new int[8];
    private int[] counts = new int[8];
    /// Eligible domains by their count.
    private int[] domainsAt = new int[8];
    private int domains;
    private int least;

    SpreadCount(Subject subject, Topology topology, int key) {
        this.subject = subject;
        this.topology = topology;
        this.key = key;
    }

    void enter(int slot, Node node) {
        if (slot >= eligible.length) {
            eligible = Arrays.copyOf(eligible, Math.max(slot + 1, 2 * eligible.length));
        }
        eligible[slot] = subject.admits(node);
        if (!eligible[slot]) {
            return;
        }
        int domain = topology.domain(key, slot);
        if (domain >= counts.length) {
            int length = Math.max(domain + 1, 2 * counts.length);
            counts = Arrays.copyOf(counts, length);
            nodesIn = Arrays.copyOf(nodesIn, length);
        }
        if (nodesIn[domain]++ == 0) {
            domains++;
            domainsAt[counts[domain]]++;
            least = domains == 1 ? counts[domain] : Math.min(least, counts[domain]);
        }
    }

    /// To be called while the node is still in its domain, and after its pods were taken off.
    void leave(int slot) {
        if (!eligible[slot]) {
            return;
        }
        eligible[slot] = false;
        int domain = topology.domain(key, slot);
        if (--nodesIn[domain] == 0) {
            domains--;
            domainsAt[counts[domain]]--;
            raiseLeast();
        }
    }

    void add(int slot, int change) {
        if (!eligible[slot]) {
            return;
        }
        int domain = topology.domain(key, slot);
        int before = counts[domain];
        int after = before + change;
        counts[domain] = after;
        if (after >= domainsAt.length) {
            domainsAt = Arrays.copyOf(domainsAt, Math.max(after + 1, 2 * domainsAt.length));
        }
        domainsAt[before]--;
        domainsAt[after]++;
        if (after < least) {
            least = after;
        }
        raiseLeast();
    }

    private void raiseLeast() {
        while (domains > 0 && domainsAt[least] == 0) {
            least++;
        }
    }

    /// Pods in the node's domain, whether or not the node itself is eligible.
    int around(int slot) {
        int domain = topology.domain(key, slot);
        return domain == Topology.NONE || domain >= counts.length ? 0 : counts[domain];
    }

    boolean reaches(int slot) {
        return topology.domain(key, slot) != Topology.NONE;
    }

    int domain(int slot) {
        return topology.domain(key, slot);
    }

    /// The global minimum; 0 while there are fewer domains than the constraint wants.
    int least(int minDomains) {
        return domains < minDomains || domains == 0 ? 0 : least;
    }
}
