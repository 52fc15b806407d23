package dev.tidewright.core.scheduling;

import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.scheduling.Placement.Chosen;
import dev.tidewright.core.scheduling.Placement.Nowhere;
import dev.tidewright.core.scheduling.Verdict.Rejected;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/// Chooses a node for a pod as kube-scheduler does with its default profile: filter, score, take the best. Like
/// upstream's it looks at part of a large cluster only, each time from where it last stopped; unlike upstream's, which
/// draws lots, it takes the first of equally good nodes. Not thread-safe.
public final class Scheduling {
    private static final int LOOK_AT_ALL_BELOW = 100;
    private static final int LEAST_PERCENT = 5;

    private final ClusterPicture picture;
    private final Fit fit;
    private final Scores scores;
    private int[] candidates = new int[16];
    private int from;

    public Scheduling(ClusterPicture picture) {
        this.picture = picture;
        fit = new Fit(picture);
        scores = new Scores(picture);
    }

    /// The best node for a pod that is bound to none. The picture is not changed: bind, then `add` the bound pod.
    public Placement choose(Pod pod) {
        PodShape shape = picture.shape(pod);
        int found = find(shape);
        if (found == 0) {
            return nowhere(shape);
        }
        if (found == 1) {
            return chosen(candidates[0], 0);
        }
        long[] totals = scores.of(shape, candidates, found);
        int best = 0;
        for (int i = 1; i < found; i++) {
            best = totals[i] > totals[best] ? i : best;
        }
        return chosen(candidates[best], totals[best]);
    }

    private Chosen chosen(int node, long score) {
        return new Chosen(node, picture.node(node).meta().name(), score);
    }

    /// Gathers nodes that fit, until there are enough to choose among.
    private int find(PodShape shape) {
        int slots = picture.slots();
        int enough = enough(picture.nodeCount());
        int found = 0;
        int looked = 0;
        for (int slot = from; looked < slots && found < enough; looked++, slot++) {
            slot = slot >= slots ? slot - slots : slot;
            if (picture.holdsNode(slot) && fit.fits(shape, slot)) {
                keep(found++, slot);
            }
        }
        from = slots == 0 ? 0 : (from + looked) % slots;
        return found;
    }

    private void keep(int index, int slot) {
        if (index == candidates.length) {
            candidates = Arrays.copyOf(candidates, 2 * index);
        }
        candidates[index] = slot;
    }

    /// Upstream's `numFeasibleNodesToFind` with `percentageOfNodesToScore: 0`.
    private static int enough(int nodes) {
        if (nodes < LOOK_AT_ALL_BELOW) {
            return nodes;
        }
        int percent = Math.max(LEAST_PERCENT, 50 - nodes / 125);
        return Math.max(LOOK_AT_ALL_BELOW, nodes * percent / 100);
    }

    private Nowhere nowhere(PodShape shape) {
        SortedMap<String, Integer> reasons = new TreeMap<>();
        for (int slot = 0; slot < picture.slots(); slot++) {
            if (picture.holdsNode(slot) && fit.check(shape, slot) instanceof Rejected rejected) {
                rejected.reasons().forEach(reason -> reasons.merge(reason, 1, Integer::sum));
            }
        }
        return new Nowhere(picture.nodeCount(), reasons);
    }
}
