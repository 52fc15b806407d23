package dev.tidewright.apiserver.start;

import dev.tidewright.apiserver.admission.AdmissionRequest.FieldValidation;
import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.resources.CustomKinds;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.resources.ResourceTypes;
import dev.tidewright.apiserver.storage.WriteOptions;
import dev.tidewright.apiserver.storage.Writing;
import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Document.Mapping;
import dev.tidewright.cluster.documents.JsonTrees;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.simulator.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Stores what every cluster has before anybody asks: namespaces, and the scenario's objects that nobody acts on.
public final class ClusterStart {
    private static final List<String> NAMESPACES = List.of("default", "kube-system", "kube-public", "kube-node-lease");

    private final ResourceTypes types;
    private final Writing writing;
    private final List<String> problems = new ArrayList<>();
    private final WriteOptions options;

    public ClusterStart(ResourceTypes types, Writing writing) {
        this.types = types;
        this.writing = writing;
        this.options = new WriteOptions(false, "tidewright", FieldValidation.IGNORE, List.of(), warning -> {});
    }

    /// @param more what is to be stored besides
    /// @return what could not be stored, one sentence each
    public List<String> begin(Scenario scenario, List<ObjectNode> more) {
        CustomKinds.shipped().forEach(this::store);
        CustomKinds.own().forEach(this::store);
        namespaces(scenario).forEach(this::namespace);
        Set<Object> known = new LinkedHashSet<>();
        scenario.objects().forEach(object -> known.add(object.key()));
        for (Document document : scenario.documents()) {
            if (document instanceof Mapping mapping) {
                ObjectNode tree = JsonTrees.tree(mapping);
                if (!known.contains(ScenarioDocuments.key(tree))) {
                    store(tree);
                }
            }
        }
        more.forEach(this::store);
        return List.copyOf(problems);
    }

    private static Set<String> namespaces(Scenario scenario) {
        Set<String> names = new LinkedHashSet<>(NAMESPACES);
        for (KubeObject object : scenario.objects()) {
            names.add(object.meta().namespace());
        }
        for (Document document : scenario.documents()) {
            if (document instanceof Mapping mapping) {
                names.add(JsonTrees.tree(mapping)
                        .path("metadata")
                        .path("namespace")
                        .asString(""));
            }
        }
        names.remove("");
        return names;
    }

    private void namespace(String name) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("apiVersion", "v1").put("kind", "Namespace");
        tree.putObject("metadata").put("name", name);
        store(tree);
    }

    private void store(ObjectNode tree) {
        Optional<ResourceType> type = ScenarioDocuments.type(types, tree);
        if (type.isEmpty()) {
            problems.add(tree.path("kind").asString("") + " of " + tree.path("apiVersion") + " is not served");
            return;
        }
        String namespace = tree.path("metadata").path("namespace").asString("default");
        try {
            writing.create(type.get(), type.get().namespaced() ? namespace : "", tree, options);
        } catch (ApiError e) {
            if (!e.reason().equals("AlreadyExists")) {
                problems.add(e.message());
            }
        }
    }
}
