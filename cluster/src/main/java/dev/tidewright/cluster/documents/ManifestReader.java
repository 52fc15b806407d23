package dev.tidewright.cluster.documents;

import dev.tidewright.cluster.documents.Document.Sequence;
import dev.tidewright.cluster.objects.ConfigMap;
import dev.tidewright.cluster.objects.PodAutoscaler;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// One reading of manifests: dispatches by version and kind. Not thread-safe.
final class ManifestReader {
    private static final Map<String, Function<Document, KubeObject>> READERS = new LinkedHashMap<>();

    static {
        READERS.put("apps/v1 Deployment", WorkloadDocuments::deployment);
        READERS.put("apps/v1 ReplicaSet", WorkloadDocuments::replicaSet);
        READERS.put("v1 ReplicationController", WorkloadDocuments::replicationController);
        READERS.put("apps/v1 StatefulSet", WorkloadDocuments::statefulSet);
        READERS.put("apps/v1 DaemonSet", WorkloadDocuments::daemonSet);
        READERS.put("policy/v1 PodDisruptionBudget", DisruptionDocuments::budget);
        READERS.put("autoscaling/v2 HorizontalPodAutoscaler", ManifestReader::autoscaler);
        READERS.put(
                "autoscaling/v1 HorizontalPodAutoscaler",
                document -> autoscaler(AutoscalerVersion1.upgraded(document)));
        READERS.put("autoscaling.k8s.io/v1 VerticalPodAutoscaler", VerticalAutoscalerDocuments::stored);
        READERS.put("v1 LimitRange", LimitRangeDocuments::limitRange);
        READERS.put(
                PodAutoscaler.API_VERSION + " " + PodAutoscaler.KIND,
                document -> new PodAutoscaler((HorizontalPodAutoscaler) autoscaler(document)));
        READERS.put("v1 Pod", PodDocuments::pod);
        READERS.put("v1 ConfigMap", ConfigMapDocuments::configMap);
        READERS.put("v1 Node", NodeDocuments::node);
        READERS.put("v1 PodTemplate", BufferDocuments::template);
        for (String version : List.of("v1alpha1", "v1beta1", "v1")) {
            READERS.put("autoscaling.x-k8s.io/" + version + " CapacityBuffer", BufferDocuments::buffer);
        }
    }

    /// Kinds that matter only while manifests are read, or that say nothing about scaling at all.
    private static final List<String> SILENT = List.of("v1 Namespace", "scheduling.k8s.io/v1 PriorityClass");

    private final Complaints complaints;
    private final KubernetesFields fields = KubernetesFields.load();
    private final List<Manifest> objects = new ArrayList<>();
    private final List<OtherManifest> others = new ArrayList<>();
    private final Map<String, Place> seen = new HashMap<>();

    ManifestReader(Complaints complaints) {
        this.complaints = complaints;
    }

    Manifests read(List<Document> documents) {
        documents.forEach(document -> complaints.check(() -> read(document)));
        List<Manifest> finished = new ManifestChecks(complaints, objects, others).finished();
        return new Manifests(finished, others, notes());
    }

    private void read(Document document) {
        Fields object = Fields.of(document, "");
        String version = object.text("apiVersion").orElseThrow(() -> notAnObject(object, "apiVersion"));
        String kind = object.text("kind").orElseThrow(() -> notAnObject(object, "kind"));
        if (kind.endsWith("List") && object.document("items").orElse(document) instanceof Sequence items) {
            items.items().forEach(item -> complaints.check(() -> read(item)));
            return;
        }
        refuseOldVersion(object, version, kind);
        other(object, version, kind, document);
    }

    private static KubeObject autoscaler(Document submitted) {
        Document stored = AutoscalerDefaults.fill(submitted);
        Complaints found = new Complaints();
        for (AutoscalerComplaint complaint : AutoscalerValidation.complaints(stored, false)) {
            String detail = complaint.detail().isEmpty() ? "missing; expected a value" : complaint.detail();
            found.add(new BadInput(complaint.place(), complaint.field(), detail));
        }
        found.settle();
        return AutoscalerDocuments.stored(stored);
    }

    private static BadInput notAnObject(Fields object, String name) {
        return object.complaint(name, "missing; expected a Kubernetes object");
    }

    private void refuseOldVersion(Fields object, String version, String kind) {
        String group = version.contains("/") ? version.substring(0, version.indexOf('/')) : "";
        Optional<String> served = fields.versionOf(group.equals("extensions") ? "apps" : group, kind);
        if (!fields.knows(version, kind) && served.isPresent()) {
            throw object.complaint("apiVersion", version + " is not served for " + kind + "; expected " + served.get());
        }
    }

    private void other(Fields object, String version, String kind, Document document) {
        OtherManifest manifest =
                new OtherManifest(version, kind, metaText(object, "namespace"), name(object), document);
        refuseSecond(manifest, object);
        boolean own = kind.equals(PodAutoscaler.KIND) && version.equals(PodAutoscaler.API_VERSION);
        if (own) {
            strict("autoscaling/v2", HorizontalPodAutoscaler.KIND, document);
        } else if (fields.knows(version, kind)) {
            strict(version, kind, document);
        }
        Function<Document, KubeObject> reader = READERS.get(version + " " + kind);
        if (reader == null || isIdleMap(manifest)) {
            others.add(manifest);
        } else {
            objects.add(new Manifest(reader.apply(document), document));
        }
    }

    private void strict(String version, String kind, Document document) {
        Complaints strict = new Complaints();
        fields.check(version, kind, document, strict);
        strict.settle();
    }

    /// ConfigMaps hold anything; one of them is acted on.
    private static boolean isIdleMap(OtherManifest manifest) {
        return manifest.kind().equals(ConfigMap.KIND) && !manifest.name().equals(PriorityDocuments.CONFIG_MAP);
    }

    private static String name(Fields object) {
        String name = metaText(object, "name");
        if (name.isEmpty() && metaText(object, "generateName").isEmpty()) {
            throw object.mapping("metadata").orElse(object).complaint("name", "missing; expected a name");
        }
        return name;
    }

    private static String metaText(Fields object, String name) {
        return object.mapping("metadata").flatMap(meta -> meta.text(name)).orElse("");
    }

    private void refuseSecond(OtherManifest manifest, Fields object) {
        String group = manifest.apiVersion().replaceFirst("/?v[^/]*$", "");
        String space = manifest.namespace().isEmpty() ? "default" : manifest.namespace();
        String key = group + " " + manifest.kind() + " " + space + " " + manifest.name();
        Place first = manifest.name().isEmpty() ? null : seen.putIfAbsent(key, object.place());
        if (first != null) {
            Fields meta = object.mapping("metadata").orElse(object);
            throw meta.complaint(
                    "name", "second " + manifest.kind() + " '" + manifest.name() + "'; the first is at " + first);
        }
    }

    private List<String> notes() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (OtherManifest other : others) {
            if (!SILENT.contains(other.apiVersion() + " " + other.kind())) {
                counts.merge(other.kind() + " (" + other.apiVersion() + ")", 1, Integer::sum);
            }
        }
        List<String> notes = new ArrayList<>();
        counts.forEach((kind, count) -> notes.add("not acted on: " + (count == 1 ? "" : count + " x ") + kind));
        return notes;
    }
}
