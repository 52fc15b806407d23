package dev.tidewright.simulator.scenario.reader;

import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.Nearest;
import dev.tidewright.cluster.objects.DaemonSet;
import dev.tidewright.cluster.objects.Workload;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.PodTemplate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The workloads of the manifests, by the short names that a scenario file calls them.
final class Workloads {
    private static final Map<String, String> SHORT_KINDS = Map.of(
            "deploy",
            "deployment",
            "sts",
            "statefulset",
            "rs",
            "replicaset",
            "ds",
            "daemonset",
            "rc",
            "replicationcontroller");
    private final Map<ObjectKey, PodTemplate> templates = new LinkedHashMap<>();

    Workloads(List<KubeObject> objects) {
        for (KubeObject object : objects) {
            switch (object) {
                case Workload workload -> templates.put(workload.key(), workload.template());
                case DaemonSet daemons -> templates.put(daemons.key(), daemons.template());
                default -> {}
            }
        }
    }

    /// The workload that a field names: `deployment/web`, `deployment/shop/web`, or `web` where only one is meant.
    ///
    /// @throws BadInput naming the workloads there are
    Optional<ObjectKey> named(Fields fields, String name) {
        return fields.text(name).map(text -> {
            List<ObjectKey> found = matching(text);
            if (found.size() == 1) {
                return found.getFirst();
            }
            String problem = found.isEmpty() ? "no manifest for '" + text + "'" : "'" + text + "' may mean several";
            throw fields.complaint(
                    name, problem + "; expected " + Nearest.oneOf(found.isEmpty() ? shortNames() : spelled(found)));
        });
    }

    PodTemplate template(ObjectKey key) {
        PodTemplate template = templates.get(key);
        if (template == null) {
            throw new IllegalArgumentException("no workload " + key);
        }
        return template;
    }

    boolean isEmpty() {
        return templates.isEmpty();
    }

    private List<ObjectKey> matching(String text) {
        String[] parts = text.split("/", -1);
        List<ObjectKey> found = new ArrayList<>();
        for (ObjectKey key : templates.keySet()) {
            if (key.name().equals(parts[parts.length - 1])
                    && (parts.length < 2 || isKind(parts[0], key.kind()))
                    && (parts.length < 3 || key.namespace().equals(parts[1]))
                    && parts.length <= 3) {
                found.add(key);
            }
        }
        return found;
    }

    private static boolean isKind(String word, String kind) {
        String lower = word.toLowerCase(Locale.ROOT);
        return SHORT_KINDS.getOrDefault(lower, lower).equals(kind.toLowerCase(Locale.ROOT));
    }

    private List<String> shortNames() {
        return templates.keySet().stream()
                .map(key -> key.kind().toLowerCase(Locale.ROOT) + "/" + key.name())
                .toList();
    }

    private static List<String> spelled(List<ObjectKey> keys) {
        return keys.stream().map(ObjectKey::toString).toList();
    }
}
