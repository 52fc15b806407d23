package dev.tidewright.core.nodes.down;

import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.Taint;
import dev.tidewright.core.scheduling.ClusterPicture;
import dev.tidewright.core.scheduling.Fit;
import dev.tidewright.core.scheduling.PodShape;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Takes nodes away on paper, one after the other: each takes with it what the ones before left on it. Not thread-safe.
///
/// Source: `pkg/simulator/cluster.go`, `pkg/simulator/scheduling/hinting_simulator.go`.
final class RemovalSimulation {
    /// What came of one try.
    sealed interface Result {
        record Goes(Removable node) implements Result {}

        record Stays(Unremovable node) implements Result {}
    }

    private final ScaleDownView view;
    private final DrainRules rules;
    private final DisruptionBudgets budgets;
    private final ClusterPicture picture;
    private final Fit fit;
    private final BitSet destinations = new BitSet();
    private final Map<String, String> earlierHints;
    private final Map<String, String> hints = new HashMap<>();
    private int afterLastMatch;

    RemovalSimulation(ScaleDownView view, DrainRules rules, DisruptionBudgets budgets, Map<String, String> earlier) {
        this.view = view;
        this.rules = rules;
        this.budgets = budgets;
        this.picture = view.picture();
        this.fit = new Fit(picture);
        this.earlierHints = earlier;
        for (Node node : view.nodes()) {
            String name = node.meta().name();
            if (!view.ongoing().contains(name) && !node.unschedulable()) {
                picture.find(name).ifPresent(destinations::set);
            }
        }
    }

    /// What to hand to the next look.
    Map<String, String> hints() {
        return hints;
    }

    /// Tries one node. If it goes, it is gone for the tries that follow, and its pods have their new places.
    Result tryRemoving(Node node) {
        String name = node.meta().name();
        OptionalInt slot = picture.find(name);
        if (slot.isEmpty()) {
            return new Result.Stays(Unremovable.of(name, UnremovableReason.UNEXPECTED_ERROR));
        }
        PodsOfNode pods = PodsOfNode.sorted(picture.pods(slot.getAsInt()), rules);
        if (pods.blocking().isPresent()) {
            return new Result.Stays(new Unremovable(name, UnremovableReason.BLOCKED_BY_POD, pods.blocking()));
        }
        Optional<List<String>> places = move(node, pods.moving(), slot.getAsInt());
        if (places.isEmpty()) {
            return new Result.Stays(Unremovable.of(name, UnremovableReason.NO_PLACE_TO_MOVE_PODS));
        }
        boolean risky = !budgets.allowAtOnce(pods.moving());
        budgets.spend(pods.moving());
        return new Result.Goes(new Removable(node, pods.moving(), pods.ending(), pods.awaited(), risky, places.get()));
    }

    private Optional<List<String>> move(Node node, List<Pod> moving, int slot) {
        picture.fork();
        boolean wasDestination = destinations.get(slot);
        destinations.clear(slot);
        String name = node.meta().name();
        picture.removeNode(name);
        // The node stays in sight while its pods look for a place, tainted as it will be: its zone still counts.
        int ghost = picture.add(ghost(node));
        Optional<List<String>> places = place(moving);
        if (places.isEmpty()) {
            picture.revert();
            destinations.set(slot, wasDestination);
            return places;
        }
        destinations.clear(ghost);
        picture.removeNode(name);
        picture.commit();
        return places;
    }

    private Node ghost(Node node) {
        List<Taint> taints = new ArrayList<>(node.taints());
        taints.add(new Taint(NodeTraits.TO_BE_DELETED, Long.toString(view.now().getEpochSecond()), "NoSchedule"));
        return node.withTaints(taints, node.unschedulable());
    }

    private Optional<List<String>> place(List<Pod> pods) {
        List<String> places = new ArrayList<>(pods.size());
        for (Pod pod : pods) {
            PodShape shape = picture.shape(pod);
            int slot = hinted(pod, shape);
            if (slot < 0) {
                slot = search(shape);
            }
            if (slot < 0) {
                return Optional.empty();
            }
            String place = picture.node(slot).meta().name();
            hints.put(hintKey(pod), place);
            picture.place(pod, shape, slot);
            places.add(place);
        }
        return Optional.of(places);
    }

    /// Where the pod went last time, if it still fits there.
    private int hinted(Pod pod, PodShape shape) {
        String key = hintKey(pod);
        String hint = hints.getOrDefault(key, earlierHints.getOrDefault(key, ""));
        OptionalInt slot = hint.isEmpty() ? OptionalInt.empty() : picture.find(hint);
        return slot.isPresent() && destinations.get(slot.getAsInt()) && fit.fits(shape, slot.getAsInt())
                ? slot.getAsInt()
                : -1;
    }

    private static String hintKey(Pod pod) {
        return pod.meta().uid().isEmpty()
                ? pod.meta().namespace() + "/" + pod.meta().name()
                : pod.meta().uid();
    }

    /// The first node after the one where the search before this one ended, around the circle.
    private int search(PodShape shape) {
        int found = search(shape, afterLastMatch, Integer.MAX_VALUE);
        if (found < 0) {
            found = search(shape, 0, afterLastMatch);
        }
        afterLastMatch = found < 0 ? afterLastMatch : found + 1;
        return found;
    }

    private int search(PodShape shape, int from, int to) {
        for (int slot = destinations.nextSetBit(from);
                slot >= 0 && slot < to;
                slot = destinations.nextSetBit(slot + 1)) {
            if (fit.fits(shape, slot)) {
                return slot;
            }
        }
        return -1;
    }
}
