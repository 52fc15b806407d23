package dev.tidewright.apiserver.warnings;

import dev.tidewright.core.nodes.NodeScalingFlags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Of ConfigMap `kube-system/cluster-autoscaler-status`, into which guides write settings. cluster-autoscaler only ever
/// writes it (`--write-status-configmap`); its settings are flags.
final class StatusMapWarnings {
    private static final String NAME = "cluster-autoscaler-status";

    private StatusMapWarnings() {}

    static List<String> of(Optional<ObjectNode> before, ObjectNode after) {
        if (!Trees.name(after).equals(NAME) || !Trees.namespace(after).equals("kube-system")) {
            return List.of();
        }
        List<String> settings = new ArrayList<>();
        List<String> unusable = new ArrayList<>();
        JsonNode data = after.path("data");
        for (String name : data.propertyNames()) {
            String value = data.path(name).asString("");
            boolean isNew = Trees.differ(before, after, "data", name);
            if (isNew && !name.equals("status")) {
                complaint(name, value).ifPresentOrElse(unusable::add, () -> settings.add("--" + name + "=" + value));
            }
        }
        return words(settings, unusable);
    }

    private static Optional<String> complaint(String flag, String value) {
        try {
            NodeScalingFlags.parse(Map.of(flag, List.of(value)));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> words(List<String> settings, List<String> unusable) {
        List<String> warnings = new ArrayList<>();
        if (!settings.isEmpty()) {
            warnings.add("ConfigMap " + NAME + " is where cluster-autoscaler writes its status; a real one never reads"
                    + " settings from it. Tidewright honours " + String.join(" ", settings)
                    + "; on a real cluster put that into the command of deployment/cluster-autoscaler");
        }
        if (!unusable.isEmpty()) {
            warnings.add("ConfigMap " + NAME + ": no settings of the cluster autoscaler, and not honoured: "
                    + String.join("; ", unusable));
        }
        return warnings;
    }
}
