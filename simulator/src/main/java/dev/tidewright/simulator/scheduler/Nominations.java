package dev.tidewright.simulator.scheduler;

import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.scheduling.ClusterPicture;
import dev.tidewright.core.scheduling.PodShape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Pods for which others were told to go, and the nodes that are kept for them meanwhile. At most one entry a pending
/// pod.
final class Nominations {
    private final ClusterPicture picture;
    private final Map<ObjectKey, Nomination> byPod = new LinkedHashMap<>();

    private record Nomination(Pod pod, PodShape shape, String node) {}

    Nominations(ClusterPicture picture) {
        this.picture = picture;
    }

    void nominate(Pod pod, PodShape shape, String node) {
        byPod.put(pod.key(), new Nomination(pod, shape, node));
    }

    /// @return whether a place was kept for it
    boolean remove(ObjectKey pod) {
        return byPod.remove(pod) != null;
    }

    Optional<String> nodeOf(ObjectKey pod) {
        return Optional.ofNullable(byPod.get(pod)).map(Nomination::node);
    }

    /// Takes the places kept for pods that are as urgent as `pod` or more, until [#release].
    ///
    /// @return whether there are any; only then something is to be released
    boolean reserveAgainst(Pod pod) {
        boolean any = false;
        for (Nomination kept : byPod.values()) {
            var slot = picture.find(kept.node());
            boolean counts = kept.pod().spec().priority() >= pod.spec().priority()
                    && !kept.pod().key().equals(pod.key());
            if (counts && slot.isPresent()) {
                if (!any) {
                    picture.fork();
                    any = true;
                }
                picture.place(kept.pod(), kept.shape(), slot.getAsInt());
            }
        }
        return any;
    }

    void release(boolean reserved) {
        if (reserved) {
            picture.revert();
        }
    }
}
