package dev.tidewright.core.requests.update;

import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.requests.ContainerRecommendation;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/// What an updater remembers of one autoscaler's pods between passes; of pods that are gone, nothing.
///
/// @param infeasible by uid: the recommendation that did not fit the pod's node
/// @param resizing   by uid: when the resize that is under way was first noticed
public record UpdateMemory(
        SortedMap<String, List<ContainerRecommendation>> infeasible, SortedMap<String, Instant> resizing) {
    public static final UpdateMemory NONE = new UpdateMemory(Sorted.empty(), Sorted.empty());

    public UpdateMemory {
        infeasible = Sorted.copyOf(infeasible);
        resizing = Sorted.copyOf(resizing);
    }
}
