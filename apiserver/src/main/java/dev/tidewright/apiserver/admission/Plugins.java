package dev.tidewright.apiserver.admission;

import dev.tidewright.apiserver.defaulting.Trees;
import dev.tidewright.apiserver.resources.ResourceType;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Upstream's admission plugins that look at what stands beside an object: they change it or forbid it.
final class Plugins {
    private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";

    private final Neighbours neighbours;
    private final PodPlugins pods;
    private final ServiceAddresses addresses;
    private final Quotas quotas;

    Plugins(Neighbours neighbours, RandomGenerator random) {
        this.neighbours = neighbours;
        this.pods = new PodPlugins(neighbours, random);
        this.quotas = new Quotas(neighbours);
        this.addresses = new ServiceAddresses(neighbours);
    }

    void admit(ResourceType type, String namespace, ObjectNode tree) {
        switch (type.kind()) {
            case "Pod" -> pods.admit(namespace, tree);
            case "Service" -> addresses.allocate(tree);
            case "PersistentVolumeClaim" -> storageClass(Trees.object(tree, "spec"));
            default -> {} // no plugin looks at it
        }
    }

    /// Held to the namespace's quotas, once it is known to be valid.
    void hold(ResourceType type, String namespace, ObjectNode tree) {
        quotas.admit(type, namespace, tree);
    }

    /// What an update keeps of what was allocated.
    void keep(ResourceType type, ObjectNode tree, ObjectNode old) {
        switch (type.kind()) {
            case "Service" -> addresses.keep(tree, old);
            case "Pod" -> PodPlugins.tolerations(Trees.object(tree, "spec"));
            default -> {} // nothing is allocated
        }
    }

    /// The DefaultStorageClass plugin.
    private void storageClass(ObjectNode spec) {
        if (spec.hasNonNull("storageClassName")) {
            return;
        }
        for (JsonNode one : neighbours.list("StorageClass", "")) {
            JsonNode metadata = one.path("metadata");
            if (metadata.path("annotations").path(DEFAULT_CLASS).asString("").equals("true")) {
                spec.put("storageClassName", metadata.path("name").asString(""));
            }
        }
    }
}
