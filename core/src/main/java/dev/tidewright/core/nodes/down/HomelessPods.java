package dev.tidewright.core.nodes.down;

import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.scheduling.ClusterPicture;
import dev.tidewright.core.scheduling.Fit;
import dev.tidewright.core.scheduling.PodShape;
import dev.tidewright.core.scheduling.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The pods of a node that no other node would take, and what the others say to them.
final class HomelessPods {
    private HomelessPods() {}

    /// @param reasons with the number of nodes that give each: `3 Insufficient cpu, 1 node(s) had untolerated taint(s)`
    record Homeless(Pod pod, String reasons) {}

    static List<Homeless> of(ScaleDownView view, Node node, List<Pod> moving) {
        ClusterPicture picture = view.picture();
        if (moving.isEmpty() || picture.find(node.meta().name()).isEmpty()) {
            return List.of();
        }
        picture.fork();
        try {
            picture.removeNode(node.meta().name());
            return place(view, moving);
        } finally {
            picture.revert();
        }
    }

    private static List<Homeless> place(ScaleDownView view, List<Pod> moving) {
        ClusterPicture picture = view.picture();
        var fit = new Fit(picture);
        List<Homeless> homeless = new ArrayList<>();
        for (Pod pod : moving) {
            PodShape shape = picture.shape(pod);
            SortedMap<String, Integer> reasons = new TreeMap<>();
            int found = -1;
            for (int slot : destinations(view)) {
                switch (fit.check(shape, slot)) {
                    case Verdict.Fits() -> found = slot;
                    case Verdict.Rejected rejected ->
                        rejected.reasons().forEach(reason -> reasons.merge(reason, 1, Integer::sum));
                }
                if (found >= 0) {
                    break;
                }
            }
            if (found >= 0) {
                picture.place(pod, shape, found);
            } else {
                homeless.add(new Homeless(pod, words(reasons)));
            }
        }
        return homeless;
    }

    private static int[] destinations(ScaleDownView view) {
        return view.nodes().stream()
                .filter(other -> !view.ongoing().contains(other.meta().name()))
                .flatMapToInt(other -> view.picture().find(other.meta().name()).stream())
                .toArray();
    }

    private static String words(SortedMap<String, Integer> reasons) {
        return reasons.isEmpty()
                ? "there is none"
                : String.join(
                        ", ",
                        reasons.entrySet().stream()
                                .map(entry -> entry.getValue() + " " + entry.getKey())
                                .toList());
    }
}
