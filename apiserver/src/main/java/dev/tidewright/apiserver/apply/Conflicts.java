package dev.tidewright.apiserver.apply;

import dev.tidewright.apiserver.answers.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// An apply that would take fields from others, as the answer that says so.
///
/// Source: `k8s.io/apimachinery/pkg/util/managedfields/internal/conflict.go`.
final class Conflicts {
    private Conflicts() {}

    static ApiError error(Map<Owner, FieldSet> lost) {
        List<ApiError.Cause> causes = new ArrayList<>();
        Map<Owner, List<String>> byOwner = new TreeMap<>();
        lost.forEach((owner, fields) -> fields.forEach(path -> {
            String shown = path.stream().map(PathElement::shown).collect(Collectors.joining());
            causes.add(new ApiError.Cause("FieldManagerConflict", "conflict with " + owner.shown(), shown));
            byOwner.computeIfAbsent(owner, _ -> new ArrayList<>()).add(shown);
        }));
        return new ApiError(409, "Conflict", message(causes, byOwner), causes);
    }

    private static String message(List<ApiError.Cause> causes, Map<Owner, List<String>> byOwner) {
        if (causes.size() == 1) {
            ApiError.Cause cause = causes.getFirst();
            return "Apply failed with 1 conflict: " + cause.message() + ": " + cause.field();
        }
        List<String> lines = new ArrayList<>();
        byOwner.forEach((owner, paths) -> {
            lines.add("conflicts with " + owner.shown() + ":");
            paths.forEach(path -> lines.add("- " + path));
        });
        return "Apply failed with " + causes.size() + " conflicts: " + String.join("\n", lines);
    }
}
