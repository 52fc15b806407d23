package dev.tidewright.core.nodes.up;

import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.TopologySpread;
import dev.tidewright.core.scheduling.ClusterPicture;
import dev.tidewright.core.scheduling.Fit;
import dev.tidewright.core.scheduling.PodShape;
import dev.tidewright.core.scheduling.Verdict;
import dev.tidewright.core.scheduling.Verdict.Rejected;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Packs pods onto imagined nodes of one group, first fit, group of pods by group of pods, and counts the nodes. The
/// picture must be given back by the caller. Not thread-safe.
///
/// Source: `pkg/estimator/binpacking_estimator.go`.
final class Packing {
    private static final String UNEVEN = "node(s) didn't match pod topology spread constraints";
    private static final int NONE = -1;

    private final ClusterPicture picture;
    private final Fit fit;
    private final NodeTemplate template;
    private final Rotation rotation;
    private final int firstNew;
    /// Negative: no node may be added; 0: no limit.
    private final int limit;
    private final BitSet used = new BitSet();
    private final List<Pod> packed = new ArrayList<>();
    private int added;
    private int imagined;
    private int last = NONE;

    Packing(ClusterPicture picture, NodeTemplate template, int limit, Rotation rotation) {
        this.picture = picture;
        this.fit = new Fit(picture);
        this.template = template;
        this.limit = limit;
        this.rotation = rotation;
        this.firstNew = picture.slots();
    }

    /// Nodes with at least one of the pods.
    int nodes() {
        return used.cardinality() + imagined;
    }

    List<Pod> packed() {
        return packed;
    }

    /// @param fast of the last group one node is packed, and the rest is arithmetic
    void pack(List<PodGroup> groups, boolean fast) {
        boolean open = true;
        for (int i = 0; i < groups.size(); i++) {
            PodGroup group = groups.get(i);
            int done = ontoImagined(group);
            if (open) {
                boolean arithmetic = fast && i == groups.size() - 1;
                open = arithmetic ? byArithmetic(group, done) : ontoNew(group, done);
            }
        }
    }

    /// Fills nodes that were imagined before; returns how many pods found a place.
    private int ontoImagined(PodGroup group) {
        List<Pod> pods = group.pods();
        int done = 0;
        while (done < pods.size() && last != NONE) {
            int slot = fit.firstUncordonedFit(group.shape(), rotation.from(picture), firstNew, NONE);
            if (slot < 0) {
                return done;
            }
            rotation.matched(slot);
            place(pods.get(done++), group.shape(), slot);
        }
        return done;
    }

    /// Adds nodes for the pods from `start` on; false once no further node may be added.
    private boolean ontoNew(PodGroup group, int start) {
        PodShape shape = group.shape();
        boolean spreads = shape.spec().topologySpreads().stream()
                .map(TopologySpread::topologyKey)
                .anyMatch(NodeTemplate.HOSTNAME::equals);
        for (int i = start; i < group.pods().size(); i++) {
            Pod pod = group.pods().get(i);
            if (ontoLast(pod, shape) || (spreads && last != NONE && ontoAnother(pod, shape))) {
                continue;
            }
            if (last != NONE && !used.get(last)) {
                return true; // it fitted no empty node, so another one will not help
            }
            if (!mayAdd()) {
                return false;
            }
            add();
            if (!ontoLast(pod, shape)) {
                return true;
            }
        }
        return true;
    }

    private boolean ontoLast(Pod pod, PodShape shape) {
        if (last == NONE || !fit.fits(shape, last)) {
            return false;
        }
        place(pod, shape, last);
        return true;
    }

    /// Where only evenness keeps a pod off the newest node, any other node will do, even one that exists.
    private boolean ontoAnother(Pod pod, PodShape shape) {
        Verdict verdict = fit.check(shape, last);
        if (!(verdict instanceof Rejected rejected) || !rejected.reasons().contains(UNEVEN)) {
            return false;
        }
        int slot = fit.firstUncordonedFit(shape, rotation.from(picture), 0, last);
        if (slot < 0) {
            return false;
        }
        rotation.matched(slot);
        place(pod, shape, slot);
        return true;
    }

    private boolean byArithmetic(PodGroup group, int start) {
        int left = group.pods().size() - start;
        if (left == 0) {
            return true;
        }
        if (!mayAdd()) {
            return false;
        }
        add();
        int next = start;
        while (next < group.pods().size() && ontoLast(group.pods().get(next), group.shape())) {
            next++;
        }
        int each = next - start;
        if (each == 0) {
            return true;
        }
        while (next < group.pods().size()) {
            if (!mayAdd()) {
                return false;
            }
            int until = Math.min(next + each, group.pods().size());
            packed.addAll(group.pods().subList(next, until));
            imagined++;
            next = until;
        }
        return true;
    }

    private boolean mayAdd() {
        if (limit < 0 || (limit > 0 && added >= limit)) {
            return false;
        }
        added++;
        return true;
    }

    private void add() {
        last = template.addTo(picture, "e-" + added);
    }

    private void place(Pod pod, PodShape shape, int slot) {
        picture.place(pod, shape, slot);
        used.set(slot);
        packed.add(pod);
    }
}
