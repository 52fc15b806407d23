package dev.tidewright.control.pods;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.objects.PodAutoscaler;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The two kinds of autoscalers that the loop keeps, which differ in nothing but their names.
final class Kinds {
    private Kinds() {}

    static Optional<HorizontalPodAutoscaler> find(Cluster cluster, ObjectKey key) {
        return key.kind().equals(PodAutoscaler.KIND)
                ? cluster.get(key, PodAutoscaler.class).map(PodAutoscaler::rules)
                : cluster.get(key, HorizontalPodAutoscaler.class);
    }

    static List<KubeObject> list(Cluster cluster) {
        List<KubeObject> all = new ArrayList<>(cluster.list(HorizontalPodAutoscaler.class));
        if (cluster.knows(PodAutoscaler.class)) {
            all.addAll(cluster.list(PodAutoscaler.class));
        }
        return all;
    }

    static boolean isOne(KubeObject object) {
        return object instanceof HorizontalPodAutoscaler || object instanceof PodAutoscaler;
    }

    /// The object to be stored for these rules.
    static KubeObject stored(ObjectKey key, HorizontalPodAutoscaler rules) {
        return key.kind().equals(PodAutoscaler.KIND) ? new PodAutoscaler(rules) : rules;
    }

    /// As the API server names it.
    static String name(ObjectKey key) {
        String resource = key.kind().equals(PodAutoscaler.KIND)
                ? "podautoscalers.tidewright.dev"
                : "horizontalpodautoscalers.autoscaling";
        return resource + " \"" + key.name() + "\"";
    }
}
