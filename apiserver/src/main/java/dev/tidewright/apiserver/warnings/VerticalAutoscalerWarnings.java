package dev.tidewright.apiserver.warnings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Of VerticalPodAutoscalers.
final class VerticalAutoscalerWarnings {
    private VerticalAutoscalerWarnings() {}

    static List<String> of(Optional<ObjectNode> before, ObjectNode after, Warnings.Beside beside) {
        if (!Trees.differ(before, after, "spec")) {
            return List.of();
        }
        List<String> warnings = new ArrayList<>();
        if (Trees.text(after, "spec", "updatePolicy", "updateMode").equals("Auto")) {
            warnings.add("updateMode \"Auto\" is deprecated and means \"Recreate\": pods are evicted to change their"
                    + " requests; write \"Off\" to see recommendations only, \"Initial\" for new pods only,"
                    + " \"InPlaceOrRecreate\" to resize without a restart where that is possible");
        }
        for (ObjectNode horizontal : beside.list("HorizontalPodAutoscaler", Trees.namespace(after))) {
            warnings.addAll(Rivals.of(horizontal, List.of(after)));
        }
        return warnings;
    }
}
