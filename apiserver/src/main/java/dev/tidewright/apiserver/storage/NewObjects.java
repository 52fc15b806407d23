package dev.tidewright.apiserver.storage;

import dev.tidewright.apiserver.rendering.Addresses;
import dev.tidewright.apiserver.resources.ResourceType;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the server itself puts into new objects of some kinds: addresses, ports, first statuses. Safe for many threads.
final class NewObjects {
    private static final int FIRST_NODE_PORT = 30_000;
    private static final int NODE_PORTS = 2_768;

    private final InstantSource clock;
    private final AtomicInteger addresses = new AtomicInteger(1); // 10.96.0.1 is the API server's own
    private final AtomicInteger ports = new AtomicInteger();

    NewObjects(InstantSource clock) {
        this.clock = clock;
    }

    ObjectNode completed(ResourceType type, ObjectNode tree) {
        return switch (type.storedKind()) {
            case "Namespace" -> namespace(tree);
            case "Service" -> service(tree);
            case "CustomResourceDefinition" -> definition(tree);
            case "PersistentVolumeClaim" -> claim(tree);
            default -> tree;
        };
    }

    private static ObjectNode namespace(ObjectNode tree) {
        ObjectNode copy = Trees.copy(tree);
        ObjectNode meta = Trees.copy(tree.path("metadata"));
        ObjectNode labels = Trees.copy(meta.path("labels"));
        labels.put("kubernetes.io/metadata.name", Trees.text(meta, "name"));
        meta.set("labels", labels);
        copy.set("metadata", meta);
        copy.putObject("spec").putArray("finalizers").add("kubernetes");
        copy.putObject("status").put("phase", "Active");
        return copy;
    }

    private ObjectNode service(ObjectNode tree) {
        ObjectNode copy = Trees.copy(tree);
        ObjectNode spec = Trees.copy(tree.path("spec"));
        String kind = spec.path("type").asString("ClusterIP");
        if (!kind.equals("ExternalName") && Trees.text(spec, "clusterIP").isEmpty()) {
            String address = Addresses.ofService(addresses.incrementAndGet());
            spec.put("clusterIP", address);
            spec.putArray("clusterIPs").add(address);
        }
        if (kind.equals("NodePort") || kind.equals("LoadBalancer")) {
            spec.set("ports", withNodePorts(spec.path("ports")));
        }
        copy.set("spec", spec);
        copy.putObject("status").putObject("loadBalancer");
        return copy;
    }

    private ArrayNode withNodePorts(JsonNode written) {
        ArrayNode all = tools.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
        for (JsonNode each : written) {
            ObjectNode port = Trees.copy(each);
            if (!port.has("nodePort")) {
                port.put("nodePort", FIRST_NODE_PORT + ports.getAndIncrement() % NODE_PORTS);
            }
            all.add(port);
        }
        return all;
    }

    /// A definition is served as soon as it is stored.
    private ObjectNode definition(ObjectNode tree) {
        ObjectNode copy = Trees.copy(tree);
        ObjectNode status = copy.putObject("status");
        ArrayNode conditions = status.putArray("conditions");
        condition(conditions.addObject(), "NamesAccepted", "NoConflicts", "no conflicts found");
        condition(
                conditions.addObject(), "Established", "InitialNamesAccepted", "the initial names have been accepted");
        status.set("acceptedNames", tree.path("spec").path("names"));
        ArrayNode stored = status.putArray("storedVersions");
        for (JsonNode version : tree.path("spec").path("versions")) {
            if (version.path("storage").asBoolean(false)) {
                stored.add(version.path("name").asString(""));
            }
        }
        return copy;
    }

    private void condition(ObjectNode condition, String type, String reason, String message) {
        condition.put("type", type).put("status", "True");
        condition.put(
                "lastTransitionTime",
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        condition.put("reason", reason).put("message", message);
    }

    /// A claim is bound at once: the virtual world has disks for everybody.
    private static ObjectNode claim(ObjectNode tree) {
        ObjectNode copy = Trees.copy(tree);
        ObjectNode status = copy.putObject("status").put("phase", "Bound");
        status.set("accessModes", tree.path("spec").path("accessModes"));
        status.set("capacity", tree.path("spec").path("resources").path("requests"));
        ObjectNode spec = Trees.copy(tree.path("spec"));
        if (!spec.has("volumeName")) {
            spec.put("volumeName", "pvc-" + Trees.meta(tree, "name"));
        }
        copy.set("spec", spec);
        return copy;
    }
}
