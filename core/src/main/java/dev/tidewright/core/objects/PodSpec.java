package dev.tidewright.core.objects;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// What a pod asks for. All pods of one template share one instance, so a cache may be keyed by identity.
///
/// @param initContainers  in order; sidecars among them have [Container#restartsAlways]
/// @param podRequests     pod-level requests (KEP-2837); empty where unset
/// @param overhead        of the runtime class
/// @param priority        0 where no class is set
/// @param terminationGrace `terminationGracePeriodSeconds`, default 30 s
/// @param restartPolicy   `Always`, `OnFailure`, `Never`
/// @param origin          the document it was read from
public record PodSpec(
        List<Container> containers,
        List<Container> initContainers,
        Optional<Resources> podRequests,
        Resources overhead,
        SortedMap<String, String> nodeSelector,
        Affinity affinity,
        List<Toleration> tolerations,
        List<TopologySpread> topologySpreads,
        List<Volume> volumes,
        int priority,
        String priorityClass,
        String preemptionPolicy,
        String schedulerName,
        boolean hostNetwork,
        Duration terminationGrace,
        String restartPolicy,
        Origin origin) {
    public static final Duration DEFAULT_TERMINATION_GRACE = Duration.ofSeconds(30);

    public PodSpec {
        containers = List.copyOf(containers);
        initContainers = List.copyOf(initContainers);
        nodeSelector = Sorted.copyOf(nodeSelector);
        tolerations = List.copyOf(tolerations);
        topologySpreads = List.copyOf(topologySpreads);
        volumes = List.copyOf(volumes);
    }

    /// Of a pod that was made, not read.
    public PodSpec(
            List<Container> containers,
            List<Container> initContainers,
            Optional<Resources> podRequests,
            Resources overhead,
            SortedMap<String, String> nodeSelector,
            Affinity affinity,
            List<Toleration> tolerations,
            List<TopologySpread> topologySpreads,
            List<Volume> volumes,
            int priority,
            String priorityClass,
            String preemptionPolicy,
            String schedulerName,
            boolean hostNetwork,
            Duration terminationGrace,
            String restartPolicy) {
        this(
                containers,
                initContainers,
                podRequests,
                overhead,
                nodeSelector,
                affinity,
                tolerations,
                topologySpreads,
                volumes,
                priority,
                priorityClass,
                preemptionPolicy,
                schedulerName,
                hostNetwork,
                terminationGrace,
                restartPolicy,
                Origin.NONE);
    }

    public static PodSpec of(Container... containers) {
        return new PodSpec(
                List.of(containers),
                List.of(),
                Optional.empty(),
                Resources.NONE,
                Sorted.empty(),
                Affinity.NONE,
                List.of(),
                List.of(),
                List.of(),
                0,
                "",
                "PreemptLowerPriority",
                "default-scheduler",
                false,
                DEFAULT_TERMINATION_GRACE,
                "Always");
    }

    /// What admission makes of a priority class.
    public PodSpec withPriority(int priority, String priorityClass) {
        return new PodSpec(
                containers,
                initContainers,
                podRequests,
                overhead,
                nodeSelector,
                affinity,
                tolerations,
                topologySpreads,
                volumes,
                priority,
                priorityClass,
                preemptionPolicy,
                schedulerName,
                hostNetwork,
                terminationGrace,
                restartPolicy,
                origin);
    }

    public PodSpec withOrigin(Origin origin) {
        return new PodSpec(
                containers,
                initContainers,
                podRequests,
                overhead,
                nodeSelector,
                affinity,
                tolerations,
                topologySpreads,
                volumes,
                priority,
                priorityClass,
                preemptionPolicy,
                schedulerName,
                hostNetwork,
                terminationGrace,
                restartPolicy,
                origin);
    }

    public PodSpec withVolumes(List<Volume> volumes) {
        return new PodSpec(
                containers,
                initContainers,
                podRequests,
                overhead,
                nodeSelector,
                affinity,
                tolerations,
                topologySpreads,
                volumes,
                priority,
                priorityClass,
                preemptionPolicy,
                schedulerName,
                hostNetwork,
                terminationGrace,
                restartPolicy,
                origin);
    }

    public PodSpec withContainers(List<Container> containers) {
        return copy(containers, initContainers, affinity, tolerations, topologySpreads, priority, restartPolicy);
    }

    public PodSpec withInitContainers(List<Container> initContainers) {
        return copy(containers, initContainers, affinity, tolerations, topologySpreads, priority, restartPolicy);
    }

    public PodSpec withAffinity(Affinity affinity) {
        return copy(containers, initContainers, affinity, tolerations, topologySpreads, priority, restartPolicy);
    }

    public PodSpec withTolerations(List<Toleration> tolerations) {
        return copy(containers, initContainers, affinity, tolerations, topologySpreads, priority, restartPolicy);
    }

    public PodSpec withTopologySpreads(List<TopologySpread> topologySpreads) {
        return copy(containers, initContainers, affinity, tolerations, topologySpreads, priority, restartPolicy);
    }

    public PodSpec withPriority(int priority) {
        return copy(containers, initContainers, affinity, tolerations, topologySpreads, priority, restartPolicy);
    }

    public PodSpec withRestartPolicy(String restartPolicy) {
        return copy(containers, initContainers, affinity, tolerations, topologySpreads, priority, restartPolicy);
    }

    private PodSpec copy(
            List<Container> containers,
            List<Container> initContainers,
            Affinity affinity,
            List<Toleration> tolerations,
            List<TopologySpread> topologySpreads,
            int priority,
            String restartPolicy) {
        return new PodSpec(
                containers,
                initContainers,
                podRequests,
                overhead,
                nodeSelector,
                affinity,
                tolerations,
                topologySpreads,
                volumes,
                priority,
                priorityClass,
                preemptionPolicy,
                schedulerName,
                hostNetwork,
                terminationGrace,
                restartPolicy,
                origin);
    }
}
