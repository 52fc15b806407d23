package dev.tidewright.control.pods;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.cluster.objects.ReplicaSet;
import dev.tidewright.cluster.objects.ReplicationController;
import dev.tidewright.cluster.objects.StatefulSet;
import dev.tidewright.cluster.objects.Workload;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import dev.tidewright.core.pods.ObjectReference;
import java.util.Locale;
import java.util.Optional;

/// Finds what an autoscaler scales.
final class ScaleTargets {
    private ScaleTargets() {}

    static ObjectKey key(HorizontalPodAutoscaler hpa) {
        ObjectReference target = hpa.spec().target();
        return new ObjectKey(target.kind(), hpa.meta().namespace(), target.name());
    }

    /// Whether the cluster has such a kind in that group, and it can be scaled.
    static boolean isKnown(ObjectReference target) {
        String group = target.kind().equals(ReplicationController.KIND) ? "" : "apps";
        return target.group().equals(group) && type(target.kind()).isPresent();
    }

    private static Optional<Class<? extends Workload>> type(String kind) {
        return switch (kind) {
            case "Deployment" -> Optional.of(Deployment.class);
            case "ReplicaSet" -> Optional.of(ReplicaSet.class);
            case ReplicationController.KIND -> Optional.of(ReplicationController.class);
            case "StatefulSet" -> Optional.of(StatefulSet.class);
            default -> Optional.empty();
        };
    }

    static Optional<Workload> find(Cluster cluster, ObjectKey key) {
        return type(key.kind()).flatMap(type -> cluster.get(key, type));
    }

    /// `deployments.apps "web"`, as the API server names it.
    static String name(ObjectReference target) {
        String group = target.group();
        return target.kind().toLowerCase(Locale.ROOT) + "s" + (group.isEmpty() ? "" : "." + group) + " \""
                + target.name() + "\"";
    }
}
