package dev.tidewright.simulator.scheduler;

import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.scheduling.ClusterPicture;
import dev.tidewright.simulator.store.Store;
import java.util.Optional;
import java.util.TreeMap;

/// Keeps the scheduler's picture of the cluster as the store has it, within each write, and tells what changed in it.
final class PictureKeeper {
    private final ClusterPicture picture;
    private final Changes changes;
    private final TreeMap<Integer, Integer> podsByPriority = new TreeMap<>();
    private long version;

    /// Hears of changes that may let a pod be scheduled.
    interface Changes {
        /// A node is new, or what filters look at has changed.
        void nodeChanged(String node);

        /// A pod is on a node now, gives its place back, or is seen otherwise by other pods' rules.
        ///
        /// @param freed whether it gives its place back
        void podChanged(Pod pod, String node, boolean freed);
    }

    PictureKeeper(Store store, ClusterPicture picture, Changes changes) {
        this.picture = picture;
        this.changes = changes;
        store.watch(Node.class, this::node);
        store.watch(Pod.class, this::pod);
    }

    /// Counts the changes of the picture: equal versions give equal answers.
    long version() {
        return version;
    }

    private void node(Optional<Node> before, Optional<Node> after) {
        if (after.isEmpty()) {
            before.ifPresent(this::remove);
            version++;
            return;
        }
        if (before.isEmpty()) {
            picture.add(after.get());
        } else {
            picture.replace(after.get());
            if (isSame(before.get(), after.get())) {
                return;
            }
        }
        version++;
        changes.nodeChanged(after.get().meta().name());
    }

    /// Its pods leave the picture with it; that they are gone is told later, or never.
    private void remove(Node node) {
        picture.find(node.meta().name())
                .ifPresent(slot ->
                        picture.pods(slot).forEach(pod -> count(pod.spec().priority(), -1)));
        picture.removeNode(node.meta().name());
    }

    /// Whether nothing changed that a filter looks at.
    private static boolean isSame(Node before, Node after) {
        return before.taints().equals(after.taints())
                && before.unschedulable() == after.unschedulable()
                && before.meta().labels().equals(after.meta().labels())
                && before.allocatable().equals(after.allocatable());
    }

    private void pod(Optional<Pod> before, Optional<Pod> after) {
        Pod pod = after.or(() -> before).orElseThrow();
        if (pod.node().isEmpty() || (before.isPresent() && after.isPresent() && isSame(before.get(), after.get()))) {
            return;
        }
        boolean was = before.isPresent() && picture.remove(before.get());
        boolean is = after.isPresent() && picture.add(after.get());
        if (was || is) {
            count(pod.spec().priority(), (is ? 1 : 0) - (was ? 1 : 0));
            version++;
            changes.podChanged(pod, pod.node().get(), was && !is);
        }
    }

    private void count(int priority, int change) {
        if (change != 0 && podsByPriority.merge(priority, change, Integer::sum) == 0) {
            podsByPriority.remove(priority);
        }
    }

    /// Whether any pod with a node is less urgent than `priority`.
    boolean holdsLowerThan(int priority) {
        return !podsByPriority.isEmpty() && podsByPriority.firstKey() < priority;
    }

    /// Whether the pod stays what it is to the scheduler; most changes are of its status only.
    private static boolean isSame(Pod before, Pod after) {
        return before.node().isPresent()
                && before.status().isOver() == after.status().isOver()
                && before.isTerminating() == after.isTerminating()
                && before.spec().equals(after.spec())
                && before.meta().labels().equals(after.meta().labels());
    }
}
