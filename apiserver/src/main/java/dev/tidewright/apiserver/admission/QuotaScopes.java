package dev.tidewright.apiserver.admission;

import dev.tidewright.apiserver.resources.ResourceType;
import tools.jackson.databind.JsonNode;

/// Which pods a quota speaks of. Source: `podMatchesScopeFunc` in `pkg/quota/v1/evaluator/core`.
final class QuotaScopes {
    private QuotaScopes() {}

    /// Whether a quota counts an object. With scopes it counts pods only.
    static boolean match(JsonNode quota, ResourceType type, JsonNode object) {
        boolean scoped = !quota.path("scopes").isEmpty()
                || !quota.path("scopeSelector").path("matchExpressions").isEmpty();
        if (!scoped) {
            return true;
        }
        if (!type.kind().equals("Pod")) {
            return false;
        }
        for (JsonNode scope : quota.path("scopes")) {
            if (!matches(scope.asString(""), object.path("spec"))) {
                return false;
            }
        }
        for (JsonNode expression : quota.path("scopeSelector").path("matchExpressions")) {
            if (!selected(expression, object.path("spec"))) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(String scope, JsonNode spec) {
        boolean bestEffort = Births.quality(spec).equals("BestEffort");
        boolean terminating = spec.path("activeDeadlineSeconds").isNumber();
        return switch (scope) {
            case "BestEffort" -> bestEffort;
            case "NotBestEffort" -> !bestEffort;
            case "Terminating" -> terminating;
            case "NotTerminating" -> !terminating;
            case "PriorityClass" -> !spec.path("priorityClassName").asString("").isEmpty();
            default -> false;
        };
    }

    private static boolean selected(JsonNode expression, JsonNode spec) {
        String scope = expression.path("scopeName").asString("");
        String operator = expression.path("operator").asString("");
        if (!scope.equals("PriorityClass")) {
            return matches(scope, spec) != operator.equals("DoesNotExist");
        }
        String name = spec.path("priorityClassName").asString("");
        boolean listed = expression
                .path("values")
                .valueStream()
                .anyMatch(value -> value.asString("").equals(name));
        return switch (operator) {
            case "In" -> listed;
            case "NotIn" -> !listed;
            case "Exists" -> !name.isEmpty();
            default -> name.isEmpty();
        };
    }
}
