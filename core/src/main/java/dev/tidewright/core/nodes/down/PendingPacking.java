package dev.tidewright.core.nodes.down;

import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.scheduling.ClusterPicture;
import dev.tidewright.core.scheduling.Fit;
import dev.tidewright.core.scheduling.PodShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Puts pending pods where they fit, as the scheduler will: their nodes are needed.
///
/// Source: `pkg/core/podlistprocessor/filter_out_schedulable.go`; the most important first, each starting after the
/// last
/// match.
public final class PendingPacking {
    private PendingPacking() {}

    /// Adds the pods that fit to the picture; returns the others, in order of importance.
    public static List<Pod> pack(ClusterPicture picture, List<Pod> pending) {
        List<Pod> ordered = new ArrayList<>(pending);
        ordered.sort(Comparator.comparingInt((Pod pod) -> pod.spec().priority()).reversed());
        var fit = new Fit(picture);
        Set<PodShape> hopeless = new HashSet<>();
        List<Pod> left = new ArrayList<>();
        int from = 0;
        for (Pod pod : ordered) {
            PodShape shape = picture.shape(pod);
            int slot = hopeless.contains(shape)
                    ? -1
                    : fit.firstFit(shape, picture.slots() == 0 ? 0 : from % picture.slots());
            if (slot >= 0) {
                picture.place(pod, shape, slot);
                from = slot + 1;
            } else {
                left.add(pod);
                if (pod.meta().controller().isPresent()) {
                    hopeless.add(shape);
                }
            }
        }
        return left;
    }
}
