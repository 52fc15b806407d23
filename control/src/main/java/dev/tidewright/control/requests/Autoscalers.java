package dev.tidewright.control.requests;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import dev.tidewright.core.requests.admission.Candidate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The autoscalers of a cluster by what they target, so that a pod is compared with few of them. Not thread-safe.
final class Autoscalers {
    private final Cluster cluster;
    private final Targets targets;
    private final Map<ObjectKey, List<VerticalPodAutoscaler>> byTarget = new HashMap<>(); // never walked
    private List<VerticalPodAutoscaler> seen = List.of();

    Autoscalers(Cluster cluster, Targets targets) {
        this.cluster = cluster;
        this.targets = targets;
    }

    /// Those that may control a pod of this controller, sorted by name.
    List<Candidate> candidates(Optional<ObjectKey> controller) {
        look();
        List<Candidate> found = new ArrayList<>(1);
        for (VerticalPodAutoscaler vpa : of(controller)) {
            found.add(new Candidate(vpa, targets.selector(vpa)));
        }
        return found;
    }

    private List<VerticalPodAutoscaler> of(Optional<ObjectKey> controller) {
        return controller.map(key -> byTarget.getOrDefault(key, List.of())).orElse(List.of());
    }

    List<Candidate> candidates(Pod pod) {
        look();
        return byTarget.isEmpty() ? List.of() : candidates(targets.top(pod));
    }

    /// Worlds hand out the same list until an object of it changes.
    @SuppressWarnings("ReferenceEquality")
    private void look() {
        List<VerticalPodAutoscaler> now = cluster.list(VerticalPodAutoscaler.class);
        if (now == seen) {
            return;
        }
        seen = now;
        byTarget.clear();
        for (VerticalPodAutoscaler vpa : now) {
            Targets.targetOf(vpa)
                    .ifPresent(target -> byTarget.computeIfAbsent(target, first -> new ArrayList<>(1))
                            .add(vpa));
        }
    }
}
