package dev.tidewright.core.nodes.up;

import dev.tidewright.core.nodes.down.PodTraits;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.scheduling.ClusterPicture;
import dev.tidewright.core.scheduling.PodShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Pending pods that are the same to a scheduler and belong to one controller. Two groups are equal if they are the
/// same
/// object.
public final class PodGroup {
    /// Different pods of one controller that get a group of their own to be joined; any further one stays alone
    /// (upstream: `maxEquivalenceGroupsByController`).
    private static final int GROUPS_PER_CONTROLLER = 10;

    private final PodShape shape;
    private final List<Pod> pods;

    PodGroup(PodShape shape, List<Pod> pods) {
        this.shape = shape;
        this.pods = List.copyOf(pods);
    }

    /// Of all of them.
    public PodShape shape() {
        return shape;
    }

    /// At least one.
    public List<Pod> pods() {
        return pods;
    }

    /// Groups pods, in the order of their first members.
    static List<PodGroup> of(List<Pod> pods, ClusterPicture picture) {
        List<Gathering> all = new ArrayList<>();
        Map<String, Map<PodShape, Gathering>> byController = new LinkedHashMap<>();
        for (Pod pod : pods) {
            PodShape shape = picture.shape(pod);
            var own = pod.meta().controller();
            if (own.isEmpty() || PodTraits.belongsToDaemonSet(pod)) {
                all.add(new Gathering(shape, new ArrayList<>(List.of(pod))));
                continue;
            }
            Map<PodShape, Gathering> known =
                    byController.computeIfAbsent(own.get().uid(), fresh -> new LinkedHashMap<>());
            Gathering group = known.get(shape);
            if (group == null) {
                group = new Gathering(shape, new ArrayList<>());
                all.add(group);
                if (known.size() < GROUPS_PER_CONTROLLER) {
                    known.put(shape, group);
                }
            }
            group.pods().add(pod);
        }
        return all.stream()
                .map(group -> new PodGroup(group.shape(), group.pods()))
                .toList();
    }

    private record Gathering(PodShape shape, List<Pod> pods) {}
}
