package dev.tidewright.core.scheduling;

import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.Toleration;
import java.util.ArrayList;
import java.util.List;

/// Whether a DaemonSet wants a pod on a node: node affinity and taints decide, resources do not.
///
/// Source: `pkg/controller/daemon.NodeShouldRunDaemonPod`.
public final class DaemonFit {
    private static final List<Toleration> BORNE_ANYWAY = List.of(
            borne("node.kubernetes.io/not-ready", "NoExecute"),
            borne("node.kubernetes.io/unreachable", "NoExecute"),
            borne("node.kubernetes.io/disk-pressure", "NoSchedule"),
            borne("node.kubernetes.io/memory-pressure", "NoSchedule"),
            borne("node.kubernetes.io/pid-pressure", "NoSchedule"),
            borne("node.kubernetes.io/unschedulable", "NoSchedule"));
    private static final Toleration NETWORK = borne("node.kubernetes.io/network-unavailable", "NoSchedule");

    private DaemonFit() {}

    private static Toleration borne(String key, String effect) {
        return new Toleration(key, Toleration.Operator.EXISTS, "", effect);
    }

    public static boolean runsOn(PodSpec spec, Node node) {
        List<Toleration> tolerations = new ArrayList<>(spec.tolerations());
        tolerations.addAll(BORNE_ANYWAY);
        if (spec.hostNetwork()) {
            tolerations.add(NETWORK);
        }
        return StaticFit.Choice.of(spec).admits(node)
                && StaticFit.untolerated(tolerations, node.taints()).isEmpty();
    }
}
