package dev.tidewright.apiserver.start;

import dev.tidewright.apiserver.admission.Admission;
import dev.tidewright.apiserver.admission.AdmissionRequest;
import dev.tidewright.apiserver.admission.AdmissionRequest.FieldValidation;
import dev.tidewright.apiserver.admission.Neighbours;
import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.conversion.Conversions;
import dev.tidewright.apiserver.resources.CustomKinds;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.resources.ResourceTypes;
import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Document.Mapping;
import dev.tidewright.cluster.documents.JsonTrees;
import dev.tidewright.cluster.documents.ObjectDocuments;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.simulator.scenario.Scenario;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Gives a scenario's objects their whole documents, with the API server's defaults, so that clients see what was
/// written and not only what decisions read.
public final class ScenarioDocuments {
    private final ResourceTypes types = ResourceTypes.builtIn();
    private final Admission admission;

    private ScenarioDocuments(InstantSource clock) {
        admission = new Admission(new CustomKinds(types), Nobody.NOBODY, clock);
    }

    /// No neighbours: the scenario's reader has checked references already.
    private enum Nobody implements Neighbours {
        NOBODY;

        @Override
        public Optional<ObjectNode> find(String kind, String namespace, String name) {
            return Optional.empty();
        }

        @Override
        public List<ObjectNode> list(String kind, String namespace) {
            return List.of();
        }
    }

    /// The scenario, its objects with their documents.
    public static Scenario whole(Scenario scenario) {
        var documents = new ScenarioDocuments(InstantSource.fixed(scenario.start()));
        Map<ObjectKey, ObjectNode> trees = new HashMap<>(); // never walked
        for (Document document : scenario.documents()) {
            if (document instanceof Mapping mapping) {
                ObjectNode tree = JsonTrees.tree(mapping);
                trees.put(key(tree), tree);
            }
        }
        List<KubeObject> objects = new ArrayList<>();
        for (KubeObject object : scenario.objects()) {
            ObjectNode tree = trees.get(object.key());
            objects.add(tree == null ? object : ObjectDocuments.withOrigin(object, documents.defaulted(tree)));
        }
        return scenario.with(objects);
    }

    static ObjectKey key(ObjectNode tree) {
        String kind = tree.path("kind").asString("");
        String namespace = tree.path("metadata").path("namespace").asString("");
        boolean hasNone = kind.equals("Node");
        return new ObjectKey(
                kind,
                hasNone ? "" : namespace.isEmpty() ? "default" : namespace,
                tree.path("metadata").path("name").asString(""));
    }

    private ObjectNode defaulted(ObjectNode tree) {
        Optional<ResourceType> type = type(types, tree);
        if (type.isEmpty()) {
            return tree;
        }
        String namespace = tree.path("metadata").path("namespace").asString("default");
        try {
            ObjectNode admitted = admission
                    .admit(AdmissionRequest.create(type.get(), namespace, tree, FieldValidation.IGNORE))
                    .tree();
            return Conversions.toStored(type.get(), admitted);
        } catch (ApiError e) {
            return tree; // the scenario's reader took it, so the world plays it: shown as it was written
        }
    }

    static Optional<ResourceType> type(ResourceTypes types, ObjectNode tree) {
        String version = tree.path("apiVersion").asString("");
        int slash = version.indexOf('/');
        return types.findKind(
                slash < 0 ? "" : version.substring(0, slash),
                version.substring(slash + 1),
                tree.path("kind").asString(""));
    }
}
