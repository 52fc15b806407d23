package dev.tidewright.core.scheduling;

import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/// The shapes of all pods that a picture was asked about. Grows with the number of *different* pods. Not thread-safe.
final class ShapeCatalogue {
    private static final int REMEMBERED_SPECS = 1 << 16;

    private final ResourceGrid grid;
    private final Counts counts;
    private final Map<PodShape.Identity, PodShape> shapes = new HashMap<>();
    /// Pods of one template share the instance of their spec, so most questions end here.
    private final IdentityHashMap<PodSpec, PodShape> lastBySpec = new IdentityHashMap<>();

    ShapeCatalogue(ResourceGrid grid, Counts counts) {
        this.grid = grid;
        this.counts = counts;
    }

    PodShape of(Pod pod) {
        PodShape last = lastBySpec.get(pod.spec());
        if (last != null && isOf(last, pod)) {
            return last;
        }
        var identity =
                new PodShape.Identity(pod.meta().namespace(), pod.meta().labels(), pod.spec(), pod.isTerminating());
        PodShape known = shapes.get(identity);
        PodShape shape = known == null ? met(identity) : known;
        if (lastBySpec.size() >= REMEMBERED_SPECS) {
            lastBySpec.clear();
        }
        lastBySpec.put(pod.spec(), shape);
        return shape;
    }

    private PodShape met(PodShape.Identity identity) {
        var shape = new PodShape(identity, grid.table());
        shapes.put(identity, shape);
        grid.widen();
        counts.meet(shape);
        return shape;
    }

    private static boolean isOf(PodShape shape, Pod pod) {
        return shape.terminating() == pod.isTerminating()
                && shape.namespace().equals(pod.meta().namespace())
                && shape.labels().equals(pod.meta().labels());
    }
}
