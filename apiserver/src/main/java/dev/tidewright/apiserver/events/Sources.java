package dev.tidewright.apiserver.events;

import dev.tidewright.simulator.store.Event;

/// Which component says what: `source.component` of events, by upstream's names.
final class Sources {
    private Sources() {}

    static String of(Event event) {
        return switch (event.reason()) {
            case "Scheduled", "FailedScheduling", "Preempted" -> "default-scheduler";
            case "TriggeredScaleUp",
                    "NotTriggerScaleUp",
                    "ScaleDown",
                    "ScaleDownEmpty",
                    "ScaleDownFailed",
                    "ScaledUpGroup",
                    "FailedToScaleUpGroup",
                    "ScaleUpTimedOut",
                    "MaxNodesTotalReached",
                    "ClusterUnhealthy" -> "cluster-autoscaler";
            case "TaintManagerEviction" -> "taint-eviction-controller";
            case "EvictedByVPA", "InPlaceResizedByVPA" -> "vpa-updater";
            default -> ofKind(event.about().kind());
        };
    }

    private static String ofKind(String kind) {
        return switch (kind) {
            case "HorizontalPodAutoscaler" -> "horizontal-pod-autoscaler";
            case "Deployment" -> "deployment-controller";
            case "ReplicaSet" -> "replicaset-controller";
            case "StatefulSet" -> "statefulset-controller";
            case "DaemonSet" -> "daemonset-controller";
            case "Job" -> "job-controller";
            case "Node" -> "node-controller";
            case "Pod" -> "kubelet";
            default -> "tidewright";
        };
    }
}
