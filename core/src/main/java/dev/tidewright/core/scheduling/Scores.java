package dev.tidewright.core.scheduling;

import dev.tidewright.core.objects.Affinity.PreferredNodeTerm;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Taint;
import java.util.List;

/// How good each of some nodes is for a pod: kube-scheduler's default scores (v1.36) with their default weights, each
/// from 0 to 100 before weighing. ImageLocality is left out. Not thread-safe.
final class Scores {
    private static final int BEST = 100;
    private static final int TAINT_WEIGHT = 3;
    private static final int AFFINITY_WEIGHT = 2;
    private static final int SPREAD_WEIGHT = 2;
    private static final int POD_AFFINITY_WEIGHT = 2;

    private final ClusterPicture picture;

    Scores(ClusterPicture picture) {
        this.picture = picture;
    }

    /// The weighed sum of all scores for the first `count` of `nodes`.
    long[] of(PodShape shape, int[] nodes, int count) {
        long[] totals = new long[count];
        for (int i = 0; i < count; i++) {
            totals[i] = leastAllocated(shape, nodes[i]) + balanced(shape, nodes[i]);
        }
        addTaints(shape, nodes, totals);
        addNodeAffinity(shape, nodes, totals);
        PodPreferences preferences = picture.preferences(shape);
        if (!preferences.spreads().isEmpty()) {
            long[] spread = SpreadScore.of(preferences, nodes, count);
            for (int i = 0; i < count; i++) {
                totals[i] += SPREAD_WEIGHT * spread[i];
            }
        }
        if (!preferences.near().isEmpty() || !preferences.wanted().isEmpty()) {
            addPodAffinity(preferences, nodes, totals);
        }
        return totals;
    }

    private static void addPodAffinity(PodPreferences preferences, int[] nodes, long[] totals) {
        long[] raw = new long[totals.length];
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < raw.length; i++) {
            raw[i] = preferences.affinity(nodes[i]);
            least = Math.min(least, raw[i]);
            most = Math.max(most, raw[i]);
        }
        for (int i = 0; i < raw.length && most > least; i++) {
            double share = (double) (raw[i] - least) / (most - least);
            totals[i] += POD_AFFINITY_WEIGHT * (long) (BEST * share);
        }
    }

    private long leastAllocated(PodShape shape, int node) {
        long sum = 0;
        int resources = 0;
        for (int resource = ResourceTable.CPU; resource <= ResourceTable.MEMORY; resource++) {
            long allocatable = picture.grid().allocatable(node, resource);
            if (allocatable > 0) {
                long asked = resource == ResourceTable.CPU ? shape.guessedCpuMilli() : shape.guessedMemoryBytes();
                long requested = asked + picture.grid().guessed(node, resource);
                sum += requested > allocatable ? 0 : (allocatable - requested) * BEST / allocatable;
                resources++;
            }
        }
        return resources == 0 ? 0 : sum / resources;
    }

    /// The nearer the used parts of cpu and memory are to each other, the better.
    private long balanced(PodShape shape, int node) {
        double cpu = usedPart(shape, node, ResourceTable.CPU);
        double memory = usedPart(shape, node, ResourceTable.MEMORY);
        return (long) ((1 - Math.abs(cpu - memory) / 2) * BEST);
    }

    private double usedPart(PodShape shape, int node, int resource) {
        long allocatable = picture.grid().allocatable(node, resource);
        if (allocatable == 0) {
            return 0;
        }
        long used = allocatable - picture.grid().free(node, resource) + shape.request(resource);
        return Math.min(1, (double) used / allocatable);
    }

    private void addTaints(PodShape shape, int[] nodes, long[] totals) {
        long[] raw = new long[totals.length];
        long most = 0;
        for (int i = 0; i < raw.length; i++) {
            raw[i] = unloved(shape, picture.node(nodes[i]).taints());
            most = Math.max(most, raw[i]);
        }
        for (int i = 0; i < raw.length; i++) {
            totals[i] += TAINT_WEIGHT * (most == 0 ? BEST : BEST - raw[i] * BEST / most);
        }
    }

    private static int unloved(PodShape shape, List<Taint> taints) {
        int count = 0;
        for (Taint taint : taints) {
            if (taint.effect().equals("PreferNoSchedule")
                    && !StaticFit.tolerates(shape.spec().tolerations(), taint)) {
                count++;
            }
        }
        return count;
    }

    private void addNodeAffinity(PodShape shape, int[] nodes, long[] totals) {
        List<PreferredNodeTerm> terms = shape.spec().affinity().preferredNodeTerms();
        if (terms.isEmpty()) {
            return;
        }
        long[] raw = new long[totals.length];
        long most = 0;
        for (int i = 0; i < raw.length; i++) {
            raw[i] = preference(terms, picture.node(nodes[i]));
            most = Math.max(most, raw[i]);
        }
        for (int i = 0; i < raw.length && most > 0; i++) {
            totals[i] += AFFINITY_WEIGHT * (raw[i] * BEST / most);
        }
    }

    /// A preference without requirements holds everywhere, unlike a required term.
    private static long preference(List<PreferredNodeTerm> terms, Node node) {
        long sum = 0;
        for (PreferredNodeTerm preferred : terms) {
            boolean everywhere = preferred.term().labels().isEmpty()
                    && preferred.term().fields().isEmpty();
            if (everywhere || StaticFit.matches(preferred.term(), node)) {
                sum += preferred.weight();
            }
        }
        return sum;
    }
}
