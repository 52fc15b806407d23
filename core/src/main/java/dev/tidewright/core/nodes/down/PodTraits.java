package dev.tidewright.core.nodes.down;

import dev.tidewright.core.objects.OwnerReference;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodStatus.Phase;
import dev.tidewright.core.objects.Volume;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What pods are, as cluster-autoscaler tells them apart (`pkg/utils/drain`, `pkg/utils/pod`).
public final class PodTraits {
    public static final String SAFE_TO_EVICT = "cluster-autoscaler.kubernetes.io/safe-to-evict";
    public static final String SAFE_TO_EVICT_LOCAL_VOLUMES =
            "cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes";
    private static final String MIRROR = "kubernetes.io/config.mirror";
    private static final String DAEMON_SET_POD = "cluster-autoscaler.kubernetes.io/daemonset-pod";

    /// How long past its grace period a pod may go on ending before it counts as gone.
    private static final Duration LONG_TERMINATING_AFTER = Duration.ofSeconds(30);

    private PodTraits() {}

    /// A static pod's shadow, made by a kubelet.
    public static boolean isMirror(Pod pod) {
        return pod.meta().annotations().containsKey(MIRROR);
    }

    public static boolean belongsToDaemonSet(Pod pod) {
        return "true".equals(pod.meta().annotations().get(DAEMON_SET_POD))
                || pod.meta()
                        .controller()
                        .map(OwnerReference::kind)
                        .filter("DaemonSet"::equals)
                        .isPresent();
    }

    public static boolean isLongTerminating(Pod pod, Instant now) {
        return pod.meta().deleted().isPresent()
                && pod.meta()
                        .deleted()
                        .get()
                        .plus(pod.spec().terminationGrace())
                        .plus(LONG_TERMINATING_AFTER)
                        .isBefore(now);
    }

    /// Whether the pod will not run again.
    static boolean isTerminal(Pod pod) {
        Phase phase = pod.status().phase();
        return phase == Phase.FAILED
                || (phase == Phase.SUCCEEDED
                        && List.of("Never", "OnFailure").contains(pod.spec().restartPolicy()));
    }

    static String safeToEvict(Pod pod) {
        return pod.meta().annotations().getOrDefault(SAFE_TO_EVICT, "");
    }

    /// Whether a volume on the node's disk would be lost, and nobody said that it may be.
    static boolean hasBlockingLocalStorage(Pod pod) {
        List<Volume> volumes = pod.spec().volumes();
        if (volumes.isEmpty()) {
            return false;
        }
        List<String> expendable = List.of(pod.meta()
                .annotations()
                .getOrDefault(SAFE_TO_EVICT_LOCAL_VOLUMES, "")
                .split(",", -1));
        return volumes.stream().anyMatch(volume -> isLocal(volume) && !expendable.contains(volume.name()));
    }

    private static boolean isLocal(Volume volume) {
        return volume.source().equals("hostPath")
                || (volume.source().equals("emptyDir") && !volume.medium().equals("Memory"));
    }
}
