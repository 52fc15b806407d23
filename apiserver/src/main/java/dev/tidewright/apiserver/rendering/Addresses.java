package dev.tidewright.apiserver.rendering;

import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.Node;
import dev.tidewright.simulator.store.Store;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The addresses that nodes, pods and services would have: made from what the store counts, so that no two have the
/// same and each keeps its own. Safe for many threads.
public final class Addresses {
    private static final int COUNTED_BITS = 21;
    private final ConcurrentHashMap<String, String> nodes = new ConcurrentHashMap<>(); // one per node

    /// To be called on the world's thread, or before it starts.
    public Addresses(Store store) {
        store.list(Node.class).forEach(node -> nodes.put(node.meta().name(), ofNode(node)));
        store.watch(Node.class, this::changed);
    }

    private void changed(Optional<Node> before, Optional<Node> after) {
        if (after.isPresent()) {
            nodes.put(after.get().meta().name(), ofNode(after.get()));
        } else {
            before.ifPresent(node -> nodes.remove(node.meta().name()));
        }
    }

    /// Of a node that stands, by name.
    Optional<String> ofNode(String name) {
        return Optional.ofNullable(nodes.get(name));
    }

    static String ofNode(Node node) {
        int count = count(node);
        return "10." + (count >> 16 & 0x1f) + "." + (count >> 8 & 0xff) + "." + (count & 0xff);
    }

    /// A pod's own address.
    static String ofPod(KubeObject pod) {
        int count = count(pod);
        return "10." + (64 + (count >> 16 & 0x1f)) + "." + (count >> 8 & 0xff) + "." + (count & 0xff);
    }

    /// The store's uids end in a counter.
    private static int count(KubeObject object) {
        String uid = object.meta().uid();
        try {
            return (int)
                    (Long.parseLong(uid, Math.max(0, uid.length() - 12), uid.length(), 16) & ((1 << COUNTED_BITS) - 1));
        } catch (NumberFormatException e) {
            return uid.hashCode() & ((1 << COUNTED_BITS) - 1);
        }
    }
}
