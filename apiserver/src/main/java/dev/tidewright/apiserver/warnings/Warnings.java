package dev.tidewright.apiserver.warnings;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The warnings of one change: the API server sends each as a `Warning: 299` header, which kubectl and helm print.
///
/// Pure: the same change beside the same objects gives the same words. Safe for many threads, as far as what it looks
/// at beside the change is.
public final class Warnings {
    private Warnings() {}

    /// The objects that stand beside the changed one.
    public interface Beside {
        /// @param kind      as written in a manifest
        /// @param namespace where they are
        List<ObjectNode> list(String kind, String namespace);
    }

    /// What to say of a change that was accepted; one sentence or two each, without line breaks.
    ///
    /// @param before as it stood; empty on creation
    /// @param after  as it stands now
    public static List<String> of(Optional<ObjectNode> before, ObjectNode after, Beside beside) {
        return switch (after.path("kind").asString("")) {
            case "HorizontalPodAutoscaler" -> AutoscalerWarnings.of(before, after, beside);
            case "VerticalPodAutoscaler" -> VerticalAutoscalerWarnings.of(before, after, beside);
            case "ConfigMap" -> StatusMapWarnings.of(before, after);
            case "Deployment", "StatefulSet" -> WorkloadWarnings.of(before, after, beside);
            default -> List.of();
        };
    }
}
