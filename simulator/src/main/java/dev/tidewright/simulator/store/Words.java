package dev.tidewright.simulator.store;

import dev.tidewright.cluster.Change;
import dev.tidewright.core.objects.ObjectKey;
import java.util.Locale;

/// What the API server says when it refuses.
final class Words {
    private Words() {}

    static String notFound(ObjectKey key) {
        return resource(key.kind()) + " \"" + key.name() + "\" not found";
    }

    static String alreadyExists(ObjectKey key) {
        return resource(key.kind()) + " \"" + key.name() + "\" already exists";
    }

    static String alreadyBound(ObjectKey pod, String node) {
        return "Operation cannot be fulfilled on pods/binding \"" + pod.name() + "\": pod " + pod.name()
                + " is already assigned to node \"" + node + "\"";
    }

    static String beingDeleted(ObjectKey pod) {
        return "Operation cannot be fulfilled on pods/binding \"" + pod.name() + "\": pod " + pod.name()
                + " is being deleted, cannot be assigned to a host";
    }

    static String negativeReplicas(ObjectKey target, int replicas) {
        return "Scale.autoscaling \"" + target.name() + "\" is invalid: spec.replicas: Invalid value: " + replicas
                + ": must be greater than or equal to 0";
    }

    static final String NO_SCALE = "the server could not find the requested resource";

    static final String BUDGET = "Cannot evict pod as it would violate the pod's disruption budget.";

    static String budgetNeeds(String budget, int needed, int healthy) {
        return BUDGET + " The disruption budget " + budget + " needs " + needed + " healthy pods and has " + healthy
                + " currently";
    }

    static String forbidden(ObjectKey key, String reason) {
        return resource(key.kind()) + " \"" + key.name() + "\" is forbidden: " + reason;
    }

    static String tooSmall(String resource, long requested, long capacity) {
        return Change.Resize.NODE_TOO_SMALL + ": " + resource + ", requested: " + requested + ", capacity: " + capacity;
    }

    static final String TWO_BUDGETS =
            "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.";

    /// The resource with its group, as `kubectl` prints it.
    private static String resource(String kind) {
        return switch (kind) {
            case "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet" -> kind.toLowerCase(Locale.ROOT) + "s.apps";
            case "Job", "CronJob" -> kind.toLowerCase(Locale.ROOT) + "s.batch";
            case "PodDisruptionBudget" -> "poddisruptionbudgets.policy";
            case "HorizontalPodAutoscaler" -> "horizontalpodautoscalers.autoscaling";
            case "PodAutoscaler" -> "podautoscalers.tidewright.dev";
            case "PriorityClass" -> "priorityclasses.scheduling.k8s.io";
            case "StorageClass" -> "storageclasses.storage.k8s.io";
            default -> kind.toLowerCase(Locale.ROOT) + "s";
        };
    }
}
