package dev.tidewright.apiserver.warnings;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A HorizontalPodAutoscaler and a VerticalPodAutoscaler that pull at one workload by the same resource. Upstream
/// documents it as not to be done (`vertical-pod-autoscaler/docs/known-limitations.md`).
final class Rivals {
    private static final List<String> BOTH = List.of("cpu", "memory");

    private Rivals() {}

    /// Of one horizontal autoscaler against the vertical ones of its namespace.
    static List<String> of(ObjectNode horizontal, List<ObjectNode> verticals) {
        List<String> warnings = new ArrayList<>();
        for (ObjectNode vertical : verticals) {
            if (actsOnRunningPods(vertical) && onOneTarget(horizontal, vertical)) {
                Set<String> shared = shared(horizontal, vertical);
                if (!shared.isEmpty()) {
                    warnings.add(words(horizontal, vertical, shared));
                }
            }
        }
        return warnings;
    }

    private static String words(ObjectNode horizontal, ObjectNode vertical, Set<String> shared) {
        String target = Trees.text(horizontal, "spec", "scaleTargetRef", "name");
        return "HorizontalPodAutoscaler " + Trees.name(horizontal) + " scales " + target + " on "
                + String.join(" and ", shared) + " in per cent of the requests that VerticalPodAutoscaler "
                + Trees.name(vertical) + " changes: they will fight; set updateMode: \"Off\" in "
                + Trees.name(vertical) + ", or take " + String.join(" and ", shared)
                + " out of its controlledResources";
    }

    /// `Off` and `Initial` leave running pods alone.
    private static boolean actsOnRunningPods(ObjectNode vertical) {
        String mode = Trees.text(vertical, "spec", "updatePolicy", "updateMode");
        return !mode.equals("Off") && !mode.equals("Initial");
    }

    private static boolean onOneTarget(ObjectNode horizontal, ObjectNode vertical) {
        JsonNode one = Trees.at(horizontal, "spec", "scaleTargetRef");
        JsonNode other = Trees.at(vertical, "spec", "targetRef");
        return Trees.text(one, "kind").equals(Trees.text(other, "kind"))
                && Trees.text(one, "name").equals(Trees.text(other, "name"));
    }

    private static Set<String> shared(ObjectNode horizontal, ObjectNode vertical) {
        Set<String> measured = new TreeSet<>();
        for (JsonNode metric : Trees.at(horizontal, "spec", "metrics")) {
            for (String source : List.of("resource", "containerResource")) {
                if (Trees.text(metric, source, "target", "type").equals("Utilization")) {
                    measured.add(Trees.text(metric, source, "name"));
                }
            }
        }
        measured.retainAll(controlled(vertical));
        return measured;
    }

    private static Set<String> controlled(ObjectNode vertical) {
        JsonNode policies = Trees.at(vertical, "spec", "resourcePolicy", "containerPolicies");
        Set<String> controlled = new TreeSet<>();
        for (JsonNode policy : policies) {
            if (policy.path("mode").asString("").equals("Off")) {
                continue;
            }
            if (policy.path("controlledResources").isEmpty()) {
                controlled.addAll(BOTH);
            }
            policy.path("controlledResources").forEach(resource -> controlled.add(resource.asString("")));
        }
        if (policies.isEmpty()) {
            controlled.addAll(BOTH);
        }
        return controlled;
    }
}
