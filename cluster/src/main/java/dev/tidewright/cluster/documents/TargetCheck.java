package dev.tidewright.cluster.documents;

import dev.tidewright.cluster.objects.DaemonSet;
import dev.tidewright.cluster.objects.PodAutoscaler;
import dev.tidewright.cluster.objects.PodDisruptionBudget;
import dev.tidewright.cluster.objects.Workload;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Checks that autoscalers and budgets are for something: manifests that are rehearsed must hold what they name.
final class TargetCheck {
    private final Manifests manifests;
    private final Complaints complaints;

    TargetCheck(Manifests manifests, Complaints complaints) {
        this.manifests = manifests;
        this.complaints = complaints;
    }

    /// The manifests without what is for kinds that are not acted on, which the notes then say.
    Manifests run() {
        List<Manifest> kept = new ArrayList<>();
        List<String> notes = new ArrayList<>(manifests.notes());
        for (Manifest manifest : manifests.objects()) {
            Optional<OtherManifest> stranger =
                    complaints.attempt(() -> stranger(manifest)).flatMap(found -> found);
            if (stranger.isPresent()) {
                OtherManifest other = stranger.get();
                notes.add("not acted on: %s, which is for %s %s"
                        .formatted(manifest.object().key(), other.kind(), other.name()));
            } else {
                kept.add(manifest);
            }
        }
        return new Manifests(kept, manifests.others(), notes);
    }

    /// The object of another kind that this one is for; empty where it is for none or for a kind that is acted on.
    private Optional<OtherManifest> stranger(Manifest manifest) {
        return switch (manifest.object()) {
            case HorizontalPodAutoscaler hpa -> target(manifest, "scaleTargetRef");
            case VerticalPodAutoscaler vpa when vpa.spec().target().isPresent() -> target(manifest, "targetRef");
            case PodAutoscaler own -> target(manifest, "scaleTargetRef");
            case PodDisruptionBudget budget -> selected(manifest, budget);
            default -> Optional.empty();
        };
    }

    private Optional<OtherManifest> target(Manifest manifest, String field) {
        Fields reference = fields(manifest, "spec", field);
        ObjectKey target = new ObjectKey(
                reference.requiredText("kind"), manifest.object().meta().namespace(), reference.requiredText("name"));
        if (manifests.find(target).isPresent()) {
            return Optional.empty();
        }
        Optional<OtherManifest> other = manifests.others().stream()
                .filter(found ->
                        found.kind().equals(target.kind()) && found.name().equals(target.name()))
                .filter(found -> space(found).equals(target.namespace()))
                .findFirst();
        if (other.isEmpty()) {
            throw reference.complaint(
                    "name", "no manifest for " + target + "; expected " + Nearest.oneOf(scalable(target)));
        }
        return other;
    }

    private static String space(OtherManifest other) {
        return other.namespace().isEmpty() ? "default" : other.namespace();
    }

    private List<String> scalable(ObjectKey wanted) {
        List<String> names = new ArrayList<>();
        for (KubeObject object : manifests.typed()) {
            if (object instanceof Workload) {
                boolean near = object.meta().namespace().equals(wanted.namespace());
                String kind = object.kind().toLowerCase(Locale.ROOT);
                names.add(
                        near ? kind + "/" + object.meta().name() : object.key().toString());
            }
        }
        return names;
    }

    private Optional<OtherManifest> selected(Manifest manifest, PodDisruptionBudget budget) {
        LabelSelector selector = budget.selector().orElse(LabelSelector.EVERYTHING);
        String namespace = budget.meta().namespace();
        for (KubeObject object : manifests.typed()) {
            if (object.meta().namespace().equals(namespace) && selector.matches(labels(object))) {
                return Optional.empty();
            }
        }
        for (OtherManifest other : manifests.others()) {
            if (space(other).equals(namespace) && selector.matches(labels(other))) {
                return Optional.of(other);
            }
        }
        throw fields(manifest, "spec")
                .complaint("selector", "selects no pod of these manifests; expected labels of a workload's template");
    }

    /// The labels of the pods that an object of another kind seems to make.
    private static Map<String, String> labels(OtherManifest other) {
        Document at = other.document();
        for (String name : List.of("spec", "template", "metadata", "labels")) {
            Document inner =
                    at instanceof Document.Mapping mapping ? mapping.fields().get(name) : null;
            if (inner == null) {
                return Map.of();
            }
            at = inner;
        }
        Map<String, String> labels = new LinkedHashMap<>();
        if (at instanceof Document.Mapping mapping) {
            mapping.fields().forEach((name, value) -> {
                if (value instanceof Document.Scalar scalar) {
                    labels.put(name, scalar.text());
                }
            });
        }
        return labels;
    }

    /// The labels of the pods that the object is or makes; a label that nobody asks for where it makes none.
    private static Map<String, String> labels(KubeObject object) {
        return switch (object) {
            case Workload workload -> workload.template().labels();
            case DaemonSet daemons -> daemons.template().labels();
            case Pod pod -> pod.meta().labels();
            default -> Map.of();
        };
    }

    private static Fields fields(Manifest manifest, String... path) {
        Fields fields = Fields.of(manifest.document(), "");
        for (String name : path) {
            Fields parent = fields;
            fields = parent.mapping(name).orElseThrow(() -> parent.complaint(name, "missing"));
        }
        return fields;
    }
}
