package dev.tidewright.kubernetes.write;

import dev.tidewright.cluster.Change;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Taint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The bodies of subresources and patches, which have no object of their own.
final class Bodies {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Bodies() {}

    static ObjectNode scale(ObjectMeta target, int replicas, long version) {
        ObjectNode scale = object("autoscaling/v1", "Scale");
        scale.putObject("metadata")
                .put("name", target.name())
                .put("namespace", target.namespace())
                .put("resourceVersion", Long.toString(version));
        scale.putObject("spec").put("replicas", replicas);
        return scale;
    }

    static ObjectNode eviction(ObjectMeta pod, Optional<Duration> grace) {
        ObjectNode eviction = object("policy/v1", "Eviction");
        eviction.putObject("metadata").put("name", pod.name()).put("namespace", pod.namespace());
        grace.ifPresent(
                time -> eviction.putObject("deleteOptions").put("gracePeriodSeconds", Math.max(0, time.toSeconds())));
        return eviction;
    }

    /// A strategic merge patch of the containers' resources.
    static ObjectNode resize(Change.Resize change) {
        ObjectNode patch = change.version() == 0 ? NODES.objectNode() : at(change.version());
        ArrayNode containers = patch.putObject("spec").putArray("containers");
        change.containers().forEach((name, resources) -> {
            ObjectNode container = containers.addObject().put("name", name);
            ObjectNode amounts = container.putObject("resources");
            amounts.set("requests", amounts(resources.requests()));
            amounts.set("limits", amounts(resources.limits()));
        });
        return patch;
    }

    private static ObjectNode amounts(Resources resources) {
        ObjectNode amounts = NODES.objectNode();
        resources.amounts().forEach((resource, amount) -> amounts.put(resource, amount.toString()));
        return amounts;
    }

    static ObjectNode annotations(Change.Annotate change) {
        ObjectNode patch = NODES.objectNode();
        ObjectNode annotations = patch.putObject("metadata").putObject("annotations");
        change.set().forEach(annotations::put);
        change.dropped().forEach(annotations::putNull);
        return patch;
    }

    static ObjectNode deleteOptions() {
        return object("v1", "DeleteOptions").put("propagationPolicy", "Background");
    }

    /// A patch that holds only at `version`.
    static ObjectNode at(long version) {
        ObjectNode patch = NODES.objectNode();
        patch.putObject("metadata").put("resourceVersion", Long.toString(version));
        return patch;
    }

    /// What stays of `written` keeps what else was written of it, such as when a taint was added.
    static ArrayNode taints(List<Taint> wanted, JsonNode written) {
        ArrayNode taints = NODES.arrayNode();
        for (Taint taint : wanted) {
            taints.add(taint(taint, written));
        }
        return taints;
    }

    private static JsonNode taint(Taint taint, JsonNode written) {
        for (JsonNode known : written) {
            if (known.path("key").asString("").equals(taint.key())
                    && known.path("value").asString("").equals(taint.value())
                    && known.path("effect").asString("").equals(taint.effect())) {
                return known;
            }
        }
        ObjectNode node = NODES.objectNode().put("key", taint.key());
        if (!taint.value().isEmpty()) {
            node.put("value", taint.value());
        }
        return node.put("effect", taint.effect());
    }

    static ObjectNode object(String apiVersion, String kind) {
        return NODES.objectNode().put("apiVersion", apiVersion).put("kind", kind);
    }

    /// Whole seconds, as `metav1.Time` is written.
    static String time(Instant at) {
        return Instant.ofEpochSecond(at.getEpochSecond()).toString();
    }
}
