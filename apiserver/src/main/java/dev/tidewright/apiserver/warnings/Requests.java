package dev.tidewright.apiserver.warnings;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Requests that an autoscaler measures against and that are not there.
final class Requests {
    private Requests() {}

    /// One container without a request is enough: the autoscaler then knows no utilisation of the whole pod.
    static Optional<String> missing(ObjectNode autoscaler, ObjectNode workload) {
        for (JsonNode metric : Trees.at(autoscaler, "spec", "metrics")) {
            String resource = Trees.text(metric, "resource", "name");
            if (metric.path("type").asString("").equals("Resource")
                    && Trees.text(metric, "resource", "target", "type").equals("Utilization")) {
                Optional<String> container = without(resource, workload);
                if (container.isPresent()) {
                    return container.map(name -> "container " + name + " of " + Trees.name(workload) + " requests no "
                            + resource + ", so HorizontalPodAutoscaler " + Trees.name(autoscaler)
                            + " cannot know its utilisation: it shows <unknown> and does not scale on it; set resources.requests."
                            + resource + ", or measure one container with type ContainerResource");
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> without(String resource, ObjectNode workload) {
        for (JsonNode container : Trees.containers(workload)) {
            boolean requested = Trees.at(container, "resources", "requests").has(resource)
                    || Trees.at(container, "resources", "limits").has(resource); // a limit alone is the request too
            if (!requested) {
                return Optional.of(container.path("name").asString(""));
            }
        }
        return Optional.empty();
    }
}
