package dev.tidewright.cluster.documents;

import dev.tidewright.cluster.objects.DaemonSet;
import dev.tidewright.cluster.objects.PodDisruptionBudget;
import dev.tidewright.cluster.objects.Workload;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Checks that autoscalers and budgets are for something: manifests that are rehearsed must hold what they name.
final class TargetCheck {
    private final Manifests manifests;
    private final Complaints complaints;

    TargetCheck(Manifests manifests, Complaints complaints) {
        this.manifests = manifests;
        this.complaints = complaints;
    }

    void run() {
        for (Manifest manifest : manifests.objects()) {
            switch (manifest.object()) {
                case HorizontalPodAutoscaler hpa -> complaints.check(() -> target(manifest, hpa));
                case PodDisruptionBudget budget -> complaints.check(() -> selected(manifest, budget));
                default -> {}
            }
        }
    }

    private void target(Manifest manifest, HorizontalPodAutoscaler hpa) {
        Fields reference = fields(manifest, "spec", "scaleTargetRef");
        ObjectKey target =
                new ObjectKey(reference.requiredText("kind"), hpa.meta().namespace(), reference.requiredText("name"));
        if (manifests.find(target).isEmpty()) {
            throw reference.complaint(
                    "name", "no manifest for " + target + "; expected " + Nearest.oneOf(scalable(target)));
        }
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

    private void selected(Manifest manifest, PodDisruptionBudget budget) {
        LabelSelector selector = budget.selector().orElse(LabelSelector.EVERYTHING);
        for (KubeObject object : manifests.typed()) {
            if (object.meta().namespace().equals(budget.meta().namespace()) && selector.matches(labels(object))) {
                return;
            }
        }
        throw fields(manifest, "spec")
                .complaint("selector", "selects no pod of these manifests; expected labels of a workload's template");
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
