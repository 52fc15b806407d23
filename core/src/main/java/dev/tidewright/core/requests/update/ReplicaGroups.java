package dev.tidewright.core.requests.update;

import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.OwnerReference;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodStatus.Phase;
import dev.tidewright.core.requests.UpdatePolicy;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import dev.tidewright.core.requests.admission.CpuBoost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The live pods of an autoscaler by who made them. A pod whose creator is gone, wants nothing, or has too few pods is
/// in no group, and stays untouched.
///
/// Source: `GetCreatorMaps` in VPA's `updater/restriction/pods_restriction_factory.go`.
final class ReplicaGroups {
    private static final String JOB = "Job";

    private final VerticalPodAutoscaler vpa;
    private final UpdateSettings settings;
    private final Map<ObjectKey, ReplicaGroup> groups = new LinkedHashMap<>();

    ReplicaGroups(List<Pod> live, Creators creators, VerticalPodAutoscaler vpa, UpdateSettings settings) {
        this.vpa = vpa;
        this.settings = settings;
        Map<ObjectKey, List<Pod>> byCreator = new LinkedHashMap<>();
        for (Pod pod : live) {
            creator(pod)
                    .ifPresent(key -> byCreator
                            .computeIfAbsent(key, made -> new ArrayList<>())
                            .add(pod));
        }
        byCreator.forEach((key, pods) -> group(key, pods, creators).ifPresent(group -> groups.put(key, group)));
    }

    Optional<ReplicaGroup> of(Pod pod) {
        return creator(pod).flatMap(key -> Optional.ofNullable(groups.get(key)));
    }

    private static Optional<ObjectKey> creator(Pod pod) {
        return pod.meta()
                .controller()
                .map((OwnerReference owner) ->
                        new ObjectKey(owner.kind(), pod.meta().namespace(), owner.name()));
    }

    private Optional<ReplicaGroup> group(ObjectKey creator, List<Pod> pods, Creators creators) {
        int required = vpa.spec().updates().minReplicas().orElse(settings.minReplicas());
        boolean tooFew = pods.size() < required;
        boolean onlyResized =
                tooFew && settings.skipsBudget() && resizes(vpa.spec().updates().mode());
        if (tooFew && !onlyResized && pods.stream().noneMatch(ReplicaGroups::isBoosted)) {
            return Optional.empty();
        }
        Optional<Integer> wanted = creator.kind().equals(JOB)
                ? Optional.of(pods.size())
                : creators.replicas(creator).filter(count -> count != 0);
        return wanted.map(configured -> new ReplicaGroup(
                creator,
                configured,
                (int) pods.stream()
                        .filter(pod -> pod.status().phase() != Phase.PENDING)
                        .count(),
                (int) (configured * settings.tolerance()),
                onlyResized));
    }

    private static boolean resizes(UpdatePolicy.Mode mode) {
        return switch (mode) {
            case IN_PLACE, IN_PLACE_OR_RECREATE -> true;
            case OFF, INITIAL, RECREATE, AUTO -> false;
        };
    }

    /// Whether a container of the pod still has more processors than it is to keep.
    static boolean isBoosted(Pod pod) {
        return pod.meta().annotations().keySet().stream().anyMatch(name -> name.startsWith(CpuBoost.ANNOTATION));
    }
}
