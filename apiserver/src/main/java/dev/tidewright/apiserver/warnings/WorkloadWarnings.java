package dev.tidewright.apiserver.warnings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Of Deployments and StatefulSets.
final class WorkloadWarnings {
    private WorkloadWarnings() {}

    static List<String> of(Optional<ObjectNode> before, ObjectNode after, Warnings.Beside beside) {
        List<String> warnings = new ArrayList<>();
        for (ObjectNode autoscaler : beside.list("HorizontalPodAutoscaler", Trees.namespace(after))) {
            if (Trees.pointsAt(Trees.at(autoscaler, "spec", "scaleTargetRef"), after)) {
                replicas(before, after, autoscaler).ifPresent(warnings::add);
                if (Trees.differ(before, after, "spec", "template")) {
                    Requests.missing(autoscaler, after).ifPresent(warnings::add);
                }
            }
        }
        if (Trees.differ(before, after, "spec", "template")) {
            for (JsonNode container : Trees.containers(after)) {
                warnings.addAll(RedisWarnings.of(after, container));
            }
            before.flatMap(was -> autoscalersCommand(was, after)).ifPresent(warnings::add);
        }
        return warnings;
    }

    /// Here Tidewright is the cluster autoscaler, and no process starts with that command.
    private static Optional<String> autoscalersCommand(ObjectNode before, ObjectNode after) {
        boolean isAutoscaler = Trees.name(after).equals("cluster-autoscaler")
                && Trees.namespace(after).equals("kube-system");
        if (!isAutoscaler || Trees.containers(before).equals(Trees.containers(after))) {
            return Optional.empty();
        }
        return Optional.of("Tidewright is the cluster autoscaler of this cluster and does not read the command of"
                + " deployment/cluster-autoscaler: here its settings are the scenario's, and those written into ConfigMap"
                + " cluster-autoscaler-status; on a real cluster the command is where they belong");
    }

    private static Optional<String> replicas(Optional<ObjectNode> before, ObjectNode after, ObjectNode autoscaler) {
        if (before.isEmpty() || !Trees.differ(before, after, "spec", "replicas")) {
            return Optional.empty();
        }
        return Optional.of("HorizontalPodAutoscaler " + Trees.name(autoscaler) + " decides the replicas of "
                + Trees.name(after) + " and will set them again: change its minReplicas or maxReplicas, and leave"
                + " spec.replicas out of manifests that are applied");
    }
}
