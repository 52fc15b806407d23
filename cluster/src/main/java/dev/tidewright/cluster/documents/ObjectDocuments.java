package dev.tidewright.cluster.documents;

import dev.tidewright.cluster.objects.ConfigMap;
import dev.tidewright.cluster.objects.DaemonSet;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.cluster.objects.Job;
import dev.tidewright.cluster.objects.Other;
import dev.tidewright.cluster.objects.PodAutoscaler;
import dev.tidewright.cluster.objects.ReplicaSet;
import dev.tidewright.cluster.objects.ReplicationController;
import dev.tidewright.cluster.objects.StatefulSet;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodTemplate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads an object of any kind from its JSON, which it keeps as its origin.
///
/// Kinds that loops and worlds act on get their typed form, by the kind under which a store keeps them; all others
/// become [Other]. An autoscaler of `autoscaling/v1` has to be converted before.
public final class ObjectDocuments {
    private static final Place BODY = new Place("body", 0);
    private static final String METADATA = "metadata";

    private static final Map<String, Function<Document, KubeObject>> TYPED = new TreeMap<>(Map.ofEntries(
            Map.entry("Deployment", WorkloadDocuments::deployment),
            Map.entry("ReplicaSet", WorkloadDocuments::replicaSet),
            Map.entry("StatefulSet", WorkloadDocuments::statefulSet),
            Map.entry("DaemonSet", WorkloadDocuments::daemonSet),
            Map.entry("Job", JobDocuments::job),
            Map.entry("PodDisruptionBudget", DisruptionDocuments::budget),
            Map.entry(
                    "HorizontalPodAutoscaler",
                    document -> AutoscalerDocuments.stored(AutoscalerDefaults.fill(document))),
            Map.entry(
                    PodAutoscaler.KIND,
                    document -> new PodAutoscaler(AutoscalerDocuments.stored(AutoscalerDefaults.fill(document)))),
            Map.entry(ConfigMap.KIND, ConfigMapDocuments::configMap),
            Map.entry(ReplicationController.KIND, WorkloadDocuments::replicationController),
            Map.entry("VerticalPodAutoscaler", VerticalAutoscalerDocuments::stored),
            Map.entry("VerticalPodAutoscalerCheckpoint", CheckpointDocuments::checkpoint),
            Map.entry("LimitRange", LimitRangeDocuments::limitRange),
            Map.entry("Pod", PodDocuments::pod),
            Map.entry("Node", NodeDocuments::node)));

    private ObjectDocuments() {}

    /// Whether objects of the kind have a typed form, whose status the world writes.
    public static boolean isTyped(String storedKind) {
        return TYPED.containsKey(storedKind);
    }

    /// @param tree       handed over: its maker changes it no more
    /// @param storedKind the kind under which a store keeps it: its own, or `Kind.group` for custom resources
    /// @throws BadInput naming the field that cannot be used
    public static KubeObject read(ObjectNode tree, String storedKind) {
        Function<Document, KubeObject> reader = TYPED.get(storedKind);
        KubeObject object = reader == null
                ? new Other(meta(tree), storedKind)
                : reader.apply(JsonTrees.document(without(tree, METADATA, "managedFields"), BODY));
        return withOrigin(object.with(inNamespaceOf(tree, object.meta())), tree);
    }

    /// Metadata alone, without its origin.
    ///
    /// @throws BadInput naming the field that cannot be used
    public static ObjectMeta meta(ObjectNode tree) {
        ObjectNode only = tree.objectNode();
        only.set(METADATA, without(tree.path(METADATA), "managedFields"));
        return inNamespaceOf(tree, MetaDocuments.meta(Fields.of(JsonTrees.document(only, BODY), ""), false));
    }

    private static ObjectMeta inNamespaceOf(ObjectNode tree, ObjectMeta meta) {
        String namespace = tree.path(METADATA).path("namespace").asString("");
        return meta.namespace().equals(namespace) ? meta : meta.in(namespace);
    }

    private static JsonNode without(JsonNode tree, String name) {
        if (!(tree instanceof ObjectNode fields) || !fields.has(name)) {
            return tree;
        }
        ObjectNode copy = fields.objectNode();
        copy.setAll(fields);
        copy.remove(name);
        return copy;
    }

    private static ObjectNode without(ObjectNode tree, String outer, String inner) {
        JsonNode lessened = without(tree.path(outer), inner);
        ObjectNode copy = tree.objectNode();
        copy.setAll(tree);
        copy.set(outer, lessened);
        return copy;
    }

    /// The object with what its document says beside its typed form: of itself, and of the pods that it makes.
    public static KubeObject withOrigin(KubeObject object, ObjectNode tree) {
        KubeObject known = object.with(object.meta().withOrigin(JsonOrigin.of(tree)));
        Optional<JsonOrigin> pods = podSpec(tree.path("spec").path("template").path("spec"));
        return switch (known) {
            case Pod pod ->
                podSpec(tree.path("spec"))
                        .<KubeObject>map(
                                spec -> new Pod(pod.meta(), pod.spec().withOrigin(spec), pod.node(), pod.status()))
                        .orElse(pod);
            case Deployment workload -> workload.with(template(workload.template(), pods));
            case ReplicaSet workload -> workload.with(template(workload.template(), pods));
            case ReplicationController workload -> workload.with(template(workload.template(), pods));
            case StatefulSet workload -> workload.with(template(workload.template(), pods));
            case DaemonSet workload -> workload.with(template(workload.template(), pods));
            case Job workload -> workload.with(template(workload.template(), pods));
            default -> known;
        };
    }

    private static Optional<JsonOrigin> podSpec(JsonNode spec) {
        return spec instanceof ObjectNode fields ? Optional.of(JsonOrigin.of(fields)) : Optional.empty();
    }

    private static PodTemplate template(PodTemplate template, Optional<JsonOrigin> origin) {
        if (origin.isEmpty()) {
            return template;
        }
        PodSpec spec = template.spec().withOrigin(origin.get());
        return new PodTemplate(template.labels(), template.annotations(), spec);
    }
}
