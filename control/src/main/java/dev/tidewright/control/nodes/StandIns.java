package dev.tidewright.control.nodes;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.objects.CapacityBuffer;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.cluster.objects.PodAutoscaler;
import dev.tidewright.cluster.objects.ReplicaSet;
import dev.tidewright.cluster.objects.ReplicationController;
import dev.tidewright.cluster.objects.StatefulSet;
import dev.tidewright.cluster.objects.Workload;
import dev.tidewright.core.nodes.down.PodTraits;
import dev.tidewright.core.objects.Affinity;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.OwnerReference;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.PodTemplate;
import dev.tidewright.core.objects.Sorted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.IntUnaryOperator;

/// Pods that are not there, or not there yet, but for which a place must be: on paper only, in the picture of one look.
final class StandIns {
    /// Below every pod that says nothing of its priority, above what is expendable.
    private static final int PLACEHOLDER_PRIORITY = -1;

    private static final String LEAVING = "-leaving";
    private static final String AHEAD = "-ahead-";
    private static final String HEADROOM = "-headroom-";
    private static final SortedMap<String, String> MOVABLE = Sorted.of(PodTraits.SAFE_TO_EVICT, "true");

    private StandIns() {}

    /// Stand-ins have no uid, which every stored pod has.
    static boolean isOne(Pod pod) {
        return pod.meta().uid().isEmpty();
    }

    /// Whether the stand-in is for a pod that a workload wants, rather than for one that moves or for headroom.
    static boolean isAhead(Pod pod) {
        return isOne(pod) && pod.meta().name().contains(AHEAD);
    }

    static boolean isHeadroom(Pod pod) {
        return isOne(pod) && pod.meta().name().contains(HEADROOM);
    }

    /// The workload that wants the pod, in the kinds that it may be of; empty for other stand-ins.
    static List<ObjectKey> workload(Pod pod) {
        if (!isAhead(pod)) {
            return List.of();
        }
        String space = pod.meta().namespace();
        String name = pod.meta().name();
        String workload = name.substring(0, name.lastIndexOf(AHEAD));
        return List.of(
                new ObjectKey("HorizontalPodAutoscaler", space, workload),
                new ObjectKey(PodAutoscaler.KIND, space, workload),
                new ObjectKey("Deployment", space, workload),
                new ObjectKey("StatefulSet", space, workload),
                new ObjectKey(ReplicationController.KIND, space, workload));
    }

    /// For the pods that will have to leave their nodes and are not on their way yet.
    static List<Pod> leaving(ClusterLook look, Cluster cluster) {
        List<Pod> all = new ArrayList<>();
        for (Node node : look.nodes()) {
            if (look.isGoing(node)) {
                cluster.podsOn(node.meta().name()).stream()
                        .filter(StandIns::willComeBack)
                        .map(StandIns::leaving)
                        .forEach(all::add);
            }
        }
        return all;
    }

    static Pod leaving(Pod pod) {
        return standIn(
                pod.meta(), pod.meta().name() + LEAVING, pod.spec(), pod.meta().created());
    }

    /// Whether the pod has a controller that makes it anew elsewhere, and still is where it is.
    static boolean willComeBack(Pod pod) {
        return !pod.isTerminating()
                && !pod.status().isOver()
                && !PodTraits.isMirror(pod)
                && !PodTraits.belongsToDaemonSet(pod)
                && pod.meta().controller().isPresent();
    }

    /// For the replicas that workloads want and for which there is no pod yet.
    static List<Pod> ahead(Cluster cluster) {
        List<Workload> workloads = new ArrayList<>(cluster.list(Deployment.class));
        workloads.addAll(cluster.list(StatefulSet.class));
        cluster.list(ReplicaSet.class).stream()
                .filter(set -> set.meta().controller().isEmpty())
                .forEach(workloads::add);
        workloads.addAll(cluster.list(ReplicationController.class));
        List<Pod> all = new ArrayList<>();
        for (Workload workload : workloads) {
            if (workload.replicas() > workload.statusReplicas()) {
                ahead(workload, cluster, all);
            }
        }
        return all;
    }

    private static void ahead(Workload workload, Cluster cluster, List<Pod> into) {
        long there = cluster.pods(workload.meta().namespace(), workload.selector()).stream()
                .filter(pod -> !pod.isTerminating() && !pod.status().isOver())
                .count();
        ObjectMeta like = ObjectMeta.named(
                        workload.meta().namespace(), workload.meta().name())
                .withLabels(workload.template().labels())
                .withAnnotations(workload.template().annotations());
        for (long i = there; i < workload.replicas(); i++) {
            String name = workload.meta().name() + AHEAD + i;
            into.add(standIn(like, name, workload.template().spec(), Instant.EPOCH));
        }
    }

    /// Placeholders in the shapes of the pods that there are or will be, taken from the controllers in turn, in
    /// proportion
    /// to their pods.
    ///
    /// @param ahead  stand-ins for pods to come, see [#ahead]
    /// @param beside for how many pods there is to be room beside so many
    static List<Pod> headroom(ClusterLook look, List<Pod> ahead, IntUnaryOperator beside) {
        Map<ObjectKey, List<Pod>> byController = new LinkedHashMap<>();
        int count = 0;
        for (Pod pod : look.pods()) {
            if (willComeBack(pod)) {
                OwnerReference owner = pod.meta().controller().orElseThrow();
                var key = new ObjectKey(owner.kind(), pod.meta().namespace(), owner.name());
                byController.computeIfAbsent(key, fresh -> new ArrayList<>()).add(pod);
                count++;
            }
        }
        for (Pod pod : ahead) {
            ObjectKey key = workload(pod).getFirst();
            byController.computeIfAbsent(key, fresh -> new ArrayList<>()).add(pod);
            count++;
        }
        return count == 0 ? List.of() : placeholders(byController.values(), count, beside.applyAsInt(count));
    }

    /// Placeholders of one shape, for a buffer.
    static List<Pod> buffer(CapacityBuffer buffer, PodTemplate template, int count) {
        PodSpec spec = placeholderSpec(template.spec());
        ObjectMeta meta = ObjectMeta.named(
                        buffer.meta().namespace(), buffer.meta().name())
                .withAnnotations(MOVABLE);
        List<Pod> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(standIn(meta, meta.name() + HEADROOM + i, spec, Instant.EPOCH));
        }
        return all;
    }

    /// What a placeholder is kept for, as `namespace/name`: a buffer, or a pod of a workload.
    static String keeperOfHeadroom(Pod placeholder) {
        String name = placeholder.meta().name();
        return placeholder.meta().namespace() + "/" + name.substring(0, name.lastIndexOf(HEADROOM));
    }

    private static List<Pod> placeholders(Collection<List<Pod>> controllers, int count, int wanted) {
        List<Pod> all = new ArrayList<>();
        int seen = 0;
        for (List<Pod> pods : controllers) {
            // As many as bring the sum to its share of the pods seen so far: no rounding up for each workload.
            seen += pods.size();
            long share = (long) wanted * seen / count;
            PodSpec spec = placeholderSpec(pods.getFirst().spec());
            ObjectMeta meta = placeholderMeta(pods.getFirst());
            while (all.size() < share) {
                all.add(standIn(meta, meta.name() + HEADROOM + all.size(), spec, Instant.EPOCH));
            }
        }
        return all;
    }

    /// Asks for what the pod asks for, and stands apart from its workload: no budget and no spread counts it.
    private static ObjectMeta placeholderMeta(Pod like) {
        return ObjectMeta.named(like.meta().namespace(), like.meta().name()).withAnnotations(MOVABLE);
    }

    private static PodSpec placeholderSpec(PodSpec like) {
        Affinity of = like.affinity();
        Affinity nodesOnly = new Affinity(
                of.requiredNodeTerms(),
                of.requiresNode(),
                of.preferredNodeTerms(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        return new PodSpec(
                like.containers(),
                like.initContainers(),
                like.podRequests(),
                like.overhead(),
                like.nodeSelector(),
                nodesOnly,
                like.tolerations(),
                List.of(),
                List.of(),
                PLACEHOLDER_PRIORITY,
                "",
                "Never",
                like.schedulerName(),
                like.hostNetwork(),
                like.terminationGrace(),
                like.restartPolicy());
    }

    private static Pod standIn(ObjectMeta like, String name, PodSpec spec, Instant created) {
        var meta = new ObjectMeta(
                like.namespace(),
                name,
                "",
                like.labels(),
                like.annotations(),
                like.owners(),
                created,
                Optional.empty(),
                0,
                like.generation());
        return new Pod(meta, spec, Optional.empty(), PodStatus.PENDING);
    }
}
