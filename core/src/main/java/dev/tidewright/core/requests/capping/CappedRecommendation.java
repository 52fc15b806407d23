package dev.tidewright.core.requests.capping;

import dev.tidewright.core.requests.ContainerRecommendation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A recommendation as it holds for one pod.
///
/// @param containers the containers that the pod has, in the recommendation's order
/// @param caps       what bound the targets, in the order in which it did
public record CappedRecommendation(List<ContainerRecommendation> containers, List<Cap> caps) {
    public static final CappedRecommendation NONE = new CappedRecommendation(List.of(), List.of());

    public CappedRecommendation {
        containers = List.copyOf(containers);
        caps = List.copyOf(caps);
    }

    /// The entry of a container, the first where there are several.
    public Optional<ContainerRecommendation> of(String container) {
        for (ContainerRecommendation one : containers) {
            if (one.container().equals(container)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /// What bound the target of one container.
    public List<Cap> capsOf(String container) {
        List<Cap> found = new ArrayList<>();
        for (Cap cap : caps) {
            if (cap.container().equals(container)) {
                found.add(cap);
            }
        }
        return found;
    }
}
