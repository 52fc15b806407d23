package dev.tidewright.apiserver.start;

import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Document.Mapping;
import dev.tidewright.cluster.documents.JsonTrees;
import dev.tidewright.cluster.documents.Manifests;
import dev.tidewright.cluster.documents.Yaml;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.simulator.scenario.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The workloads of `kube-system` that readers of guides look for: metrics-server and the cluster autoscaler.
public final class SystemWorkloads {
    private static final String FILE = "system.yaml";
    private static final String AUTOSCALER = "cluster-autoscaler";

    private SystemWorkloads() {}

    /// The scenario with those that it does not bring itself; the autoscaler's command tells the scenario's flags.
    public static Scenario addedTo(Scenario scenario) {
        Set<ObjectKey> there = new LinkedHashSet<>();
        scenario.objects().forEach(object -> there.add(object.key()));
        List<Document> documents = new ArrayList<>();
        for (Document document : Yaml.parse(FILE, text())) {
            ObjectNode tree = JsonTrees.tree((Mapping) document);
            if (!there.contains(ScenarioDocuments.key(tree))) {
                command(tree, scenario);
                documents.add(JsonTrees.document(tree, document.place()));
            }
        }
        List<KubeObject> objects = new ArrayList<>(scenario.objects());
        objects.addAll(Manifests.of(documents).typed());
        documents.addAll(0, scenario.documents());
        return scenario.with(objects, documents);
    }

    private static void command(ObjectNode tree, Scenario scenario) {
        if (tree.path("metadata").path("name").asString("").equals(AUTOSCALER)
                && tree.at("/spec/template/spec/containers/0/command") instanceof ArrayNode command) {
            scenario.autoscaling()
                    .nodes()
                    .forEach((flag, values) -> values.forEach(value -> command.add("--" + flag + "=" + value)));
        }
    }

    private static String text() {
        try (InputStream in = SystemWorkloads.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("missing on the class path: " + FILE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
