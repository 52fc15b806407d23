package dev.tidewright.apiserver.defaulting;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Fields behind feature gates that are off by default in Kubernetes 1.34: they are dropped without a word.
/// Source: `dropDisabledFields` in `pkg/api/pod` and the strategies.
final class GatedFields {
    private GatedFields() {}

    /// @param spec of a pod
    static void drop(ObjectNode spec) {
        if (spec.path("volumes") instanceof ArrayNode volumes) {
            volumes.removeIf(volume -> volume.has("image")); // ImageVolume
        }
        for (ObjectNode container : Trees.objects(spec.path("containers"))) {
            container.remove(List.of("restartPolicy", "restartPolicyRules")); // ContainerRestartRules
        }
        for (ObjectNode container : Trees.objects(spec.path("initContainers"))) {
            container.remove("restartPolicyRules");
            if (!container.path("restartPolicy").asString("Always").equals("Always")) {
                container.remove("restartPolicy");
            }
        }
    }

    /// Of an autoscaler: HPAConfigurableTolerance.
    static void dropTolerance(ObjectNode behavior) {
        for (String direction : List.of("scaleUp", "scaleDown")) {
            if (behavior.path(direction) instanceof ObjectNode rules) {
                rules.remove("tolerance");
            }
        }
    }
}
