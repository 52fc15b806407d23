package dev.tidewright.core.scheduling;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Numbers topology keys, and under each key the domains that nodes form by its value. A domain's number is given again
/// once no node is left in it. Not thread-safe.
final class Topology {
    static final int NONE = -1;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Key> keys = new ArrayList<>();

    /// One topology key.
    private static final class Key {
        final String name;
        final Map<String, Integer> domains = new HashMap<>();
        final Deque<Integer> free = new ArrayDeque<>();
        int[] nodesIn = new int[8];
        int[] domainOf = new int[8];

        Key(String name) {
            this.name = name;
            Arrays.fill(domainOf, NONE);
        }

        void enter(int slot, @Nullable String value) {
            if (slot >= domainOf.length) {
                int old = domainOf.length;
                domainOf = Arrays.copyOf(domainOf, Math.max(slot + 1, 2 * old));
                Arrays.fill(domainOf, old, domainOf.length, NONE);
            }
            if (value == null) {
                domainOf[slot] = NONE;
                return;
            }
            Integer known = domains.get(value);
            int domain = known != null ? known : open(value);
            nodesIn[domain]++;
            domainOf[slot] = domain;
        }

        private int open(String value) {
            int domain = free.isEmpty() ? domains.size() : free.pop();
            domains.put(value, domain);
            if (domain >= nodesIn.length) {
                nodesIn = Arrays.copyOf(nodesIn, 2 * nodesIn.length);
            }
            return domain;
        }

        void leave(int slot, @Nullable String value) {
            int domain = domainOf[slot];
            domainOf[slot] = NONE;
            if (domain != NONE && --nodesIn[domain] == 0) {
                domains.remove(value);
                free.push(domain);
            }
        }
    }

    /// The number of a key; `nodes` are entered where it is new.
    int key(String name, ClusterPicture picture) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        var key = new Key(name);
        keys.add(key);
        numbers.put(name, keys.size() - 1);
        for (int slot = 0; slot < picture.slots(); slot++) {
            if (picture.holdsNode(slot)) {
                key.enter(slot, picture.node(slot).meta().labels().get(name));
            }
        }
        return keys.size() - 1;
    }

    /// The domain of a node under a key, or [#NONE] where the node lacks the label.
    int domain(int key, int slot) {
        return keys.get(key).domainOf[slot];
    }

    /// All nodes' domains under a key, by slot; valid until the next node is added.
    int[] domains(int key) {
        return keys.get(key).domainOf;
    }

    void enter(int slot, Map<String, String> labels) {
        for (Key key : keys) {
            key.enter(slot, labels.get(key.name));
        }
    }

    void leave(int slot, Map<String, String> labels) {
        for (Key key : keys) {
            key.leave(slot, labels.get(key.name));
        }
    }
}
