package dev.tidewright.core.scheduling;

import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.Taint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The nodes of a cluster and the pods on them, kept so that one question costs the same however many pods there are.
/// Changes can be tried out: [#fork], change, then [#revert] or [#commit]; forks nest.
///
/// A node is spoken of by its handle, a small number that holds while the node is in the picture. Walking the handles
/// upwards is walking the nodes in the order in which they were added, except that a handle is used again after its
/// node
/// was removed outside of a fork. Not thread-safe.
public final class ClusterPicture {
    /// What makes two nodes equal for the static filters, but for their names.
    private record NodeClass(SortedMap<String, String> labels, List<Taint> taints, boolean unschedulable) {}

    /// A node and the pods on it, in the order in which they came.
    private record Slot(Node node, List<Placed> pods) {}

    private sealed interface Step {
        record PodCame(Placed placed) implements Step {}

        record PodWent(Placed placed, int position) implements Step {}

        record NodeCame(int slot) implements Step {}

        record NodeWent(int slot, Node node) implements Step {}
    }

    private final ResourceGrid grid = new ResourceGrid();
    private final Topology topology = new Topology();
    private final Counts counts;
    private final Map<String, Integer> slotByName = new HashMap<>();
    private final Map<ObjectKey, Placed> placedByKey = new HashMap<>();
    private final Map<NodeClass, Integer> nodeClasses = new HashMap<>();
    private final ShapeCatalogue shapes;
    private final Deque<Integer> freeSlots = new ArrayDeque<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Integer> forks = new ArrayList<>();
    private @Nullable Slot[] slots = new Slot[16];
    private int[] classOf = new int[16];
    private int slotCount;
    private int nodeCount;

    public ClusterPicture(Namespaces namespaces) {
        counts = new Counts(this, namespaces, topology);
        shapes = new ShapeCatalogue(grid, counts);
    }

    /// One above the highest handle given so far.
    public int slots() {
        return slotCount;
    }

    public int nodeCount() {
        return nodeCount;
    }

    public boolean holdsNode(int slot) {
        return slots[slot] != null;
    }

    /// @throws IllegalArgumentException if the handle holds no node
    public Node node(int slot) {
        return slot(slot).node();
    }

    boolean isCordoned(int slot) {
        return slot(slot).node().unschedulable();
    }

    public OptionalInt find(String node) {
        Integer slot = slotByName.get(node);
        return slot == null ? OptionalInt.empty() : OptionalInt.of(slot);
    }

    /// The pods on a node, in the order in which they came.
    public List<Pod> pods(int slot) {
        return slot(slot).pods().stream().map(Placed::pod).toList();
    }

    public int podCount(int slot) {
        return slot(slot).pods().size();
    }

    List<Placed> placedOn(int slot) {
        return slot(slot).pods();
    }

    private Slot slot(int slot) {
        Slot found = slot < slotCount ? slots[slot] : null;
        if (found == null) {
            throw new IllegalArgumentException("no node has handle " + slot);
        }
        return found;
    }

    void forEachPlaced(Consumer<Placed> visitor) {
        for (int slot = 0; slot < slotCount; slot++) {
            if (holdsNode(slot)) {
                slot(slot).pods().forEach(visitor);
            }
        }
    }

    /// Adds a node and returns its handle.
    ///
    /// @throws IllegalArgumentException if a node of that name is there already
    public int add(Node node) {
        if (slotByName.containsKey(node.meta().name())) {
            throw new IllegalArgumentException(
                    "node is there already: " + node.meta().name());
        }
        int slot = freeSlots.isEmpty() ? slotCount : freeSlots.removeLast();
        enter(slot, node);
        note(new Step.NodeCame(slot));
        return slot;
    }

    private void enter(int slot, Node node) {
        reserve(slot);
        slots[slot] = new Slot(node, new ArrayList<>());
        slotCount = Math.max(slotCount, slot + 1);
        nodeCount++;
        slotByName.put(node.meta().name(), slot);
        classOf[slot] = classOf(node);
        grid.enter(slot, node);
        topology.enter(slot, node.meta().labels());
        counts.enter(slot);
    }

    private int classOf(Node node) {
        SortedMap<String, String> labels = new TreeMap<>(node.meta().labels());
        labels.remove(StaticFit.HOSTNAME);
        return nodeClasses.computeIfAbsent(
                new NodeClass(labels, node.taints(), node.unschedulable()), fresh -> nodeClasses.size());
    }

    private void reserve(int slot) {
        if (slot >= slots.length) {
            int length = Math.max(slot + 1, 2 * slots.length);
            slots = Arrays.copyOf(slots, length);
            classOf = Arrays.copyOf(classOf, length);
        }
        grid.reserve(slot + 1);
    }

    /// Takes a node and its pods out.
    ///
    /// @return whether it was there
    public boolean removeNode(String name) {
        Integer slot = slotByName.get(name);
        if (slot == null) {
            return false;
        }
        List<Placed> pods = slot(slot).pods();
        while (!pods.isEmpty()) {
            take(pods.getLast(), pods.size() - 1);
        }
        Node node = node(slot);
        leave(slot);
        note(new Step.NodeWent(slot, node));
        if (forks.isEmpty()) {
            freeSlots.addLast(slot);
        }
        return true;
    }

    private void leave(int slot) {
        Node node = node(slot);
        counts.leave(slot);
        topology.leave(slot, node.meta().labels());
        slotByName.remove(node.meta().name());
        slots[slot] = null;
        nodeCount--;
    }

    /// Puts a newer version of a node in the place of the one of that name. Cheap where nothing changed that a filter
    /// looks at.
    public void replace(Node node) {
        int slot = find(node.meta().name())
                .orElseThrow(() -> new IllegalArgumentException(
                        "no such node: " + node.meta().name()));
        Slot old = slot(slot);
        if (old.node().meta().labels().equals(node.meta().labels())
                && old.node().taints().equals(node.taints())
                && old.node().unschedulable() == node.unschedulable()
                && old.node().allocatable().equals(node.allocatable())) {
            slots[slot] = new Slot(node, old.pods());
            return;
        }
        if (!forks.isEmpty()) {
            throw new IllegalStateException("a node cannot be replaced while a change is tried out");
        }
        List<Placed> pods = List.copyOf(old.pods());
        removeNode(node.meta().name());
        add(node);
        pods.forEach(placed -> place(placed.pod(), placed.shape(), slot));
    }

    /// Adds a pod to the node it is bound to. Pods that are over, unbound, or on a node that is not in the picture take
    /// nothing and are left out.
    ///
    /// @return whether it counts
    public boolean add(Pod pod) {
        if (pod.node().isEmpty() || pod.status().isOver()) {
            return false;
        }
        Integer slot = slotByName.get(pod.node().get());
        if (slot == null) {
            return false;
        }
        place(pod, shape(pod), slot);
        return true;
    }

    /// Adds a pod to a node that it is not bound to, to see what would be.
    ///
    /// @throws IllegalArgumentException if a pod of that name is there already
    public void place(Pod pod, PodShape shape, int slot) {
        var placed = new Placed(pod, shape, slot);
        put(placed, slot(slot).pods().size());
        note(new Step.PodCame(placed));
    }

    private void put(Placed placed, int position) {
        if (placedByKey.putIfAbsent(placed.pod().key(), placed) != null) {
            throw new IllegalArgumentException(
                    "pod is there already: " + placed.pod().key());
        }
        slot(placed.slot()).pods().add(position, placed);
        grid.use(placed.shape(), placed.slot(), 1);
        Counts.count(placed.shape(), placed.slot(), 1);
    }

    public boolean holds(Pod pod) {
        return placedByKey.containsKey(pod.key());
    }

    /// The handle of the node a pod was placed on.
    public OptionalInt nodeOf(Pod pod) {
        Placed placed = placedByKey.get(pod.key());
        return placed == null ? OptionalInt.empty() : OptionalInt.of(placed.slot());
    }

    /// Takes a pod off its node.
    ///
    /// @return whether it was on one
    public boolean remove(Pod pod) {
        Placed placed = placedByKey.get(pod.key());
        if (placed == null) {
            return false;
        }
        take(placed, slot(placed.slot()).pods().indexOf(placed));
        return true;
    }

    private void take(Placed placed, int position) {
        drop(placed, position);
        note(new Step.PodWent(placed, position));
    }

    private void drop(Placed placed, int position) {
        placedByKey.remove(placed.pod().key());
        slot(placed.slot()).pods().remove(position);
        grid.use(placed.shape(), placed.slot(), -1);
        Counts.count(placed.shape(), placed.slot(), -1);
    }

    /// The shape of a pod; equal pods have the same one.
    public PodShape shape(Pod pod) {
        return shapes.of(pod);
    }

    PodRules rules(PodShape shape) {
        return shape.rules.isPresent() ? shape.rules.get() : counts.rules(shape);
    }

    PodPreferences preferences(PodShape shape) {
        return shape.preferences.isPresent() ? shape.preferences.get() : counts.preferences(shape);
    }

    int nodeClass(int slot) {
        return classOf[slot];
    }

    ResourceGrid grid() {
        return grid;
    }

    private void note(Step step) {
        if (!forks.isEmpty()) {
            steps.add(step);
        }
    }

    /// From here on changes can be taken back.
    public void fork() {
        forks.add(steps.size());
    }

    /// Takes back all that was changed since the last [#fork].
    public void revert() {
        int mark = forks.removeLast();
        while (steps.size() > mark) {
            switch (steps.removeLast()) {
                case Step.PodCame(Placed placed) ->
                    drop(placed, slot(placed.slot()).pods().lastIndexOf(placed));
                case Step.PodWent(Placed placed, int position) -> put(placed, position);
                case Step.NodeCame(int slot) -> {
                    leave(slot);
                    freeSlots.addLast(slot);
                }
                case Step.NodeWent(int slot, Node node) -> enter(slot, node);
            }
        }
        trim();
    }

    /// Keeps what was changed since the last [#fork].
    public void commit() {
        int mark = forks.removeLast();
        if (!forks.isEmpty()) {
            return;
        }
        for (Step step : steps.subList(mark, steps.size())) {
            if (step instanceof Step.NodeWent went && slots[went.slot()] == null) {
                freeSlots.addLast(went.slot());
            }
        }
        steps.clear();
    }

    /// Gives back the highest handles, so that what is added next comes last again.
    private void trim() {
        while (slotCount > 0 && slots[slotCount - 1] == null && freeSlots.removeFirstOccurrence(slotCount - 1)) {
            slotCount--;
        }
    }
}
