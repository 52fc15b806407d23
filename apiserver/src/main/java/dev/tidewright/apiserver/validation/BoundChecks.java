package dev.tidewright.apiserver.validation;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// What bounds a namespace: limit ranges and quotas. Source: `ValidateLimitRange`, `ValidateResourceQuotaSpec`.
final class BoundChecks {
    private static final List<String> TYPES = List.of("Pod", "Container", "PersistentVolumeClaim");
    private static final List<String> SCOPES = List.of(
            "BestEffort",
            "NotBestEffort",
            "Terminating",
            "NotTerminating",
            "PriorityClass",
            "CrossNamespacePodAffinity",
            "VolumeAttributesClass");

    private final Faults faults;

    private BoundChecks(Faults faults) {
        this.faults = faults;
    }

    static void limitRange(Faults faults, JsonNode object) {
        var checks = new BoundChecks(faults);
        Set<String> types = new HashSet<>();
        JsonNode limits = object.path("spec").path("limits");
        for (int i = 0; i < limits.size(); i++) {
            JsonNode limit = limits.get(i);
            String at = "spec.limits[" + i + "]";
            String type = Checks.text(limit, "type");
            if (!TYPES.contains(type) && !type.contains("/")) {
                faults.invalid(at + ".type", type, "must be a standard limit type or fully qualified");
            }
            if (!types.add(type)) {
                faults.duplicate(at + ".type", limit.path("type"));
            }
            checks.limit(limit, type, at);
        }
    }

    private void limit(JsonNode limit, String type, String at) {
        Set<String> resources = new TreeSet<>();
        for (String field : List.of("max", "min", "default", "defaultRequest", "maxLimitRequestRatio")) {
            boolean ofContainers = field.startsWith("default");
            if (type.equals("Pod") && ofContainers && !limit.path(field).isEmpty()) {
                faults.forbidden(at + "." + field, "may not be specified when `type` is 'Pod'");
                continue;
            }
            for (String resource : limit.path(field).propertyNames()) {
                resources.add(resource);
                List<String> form = type.equals("PersistentVolumeClaim")
                        ? ResourceChecks.resource(resource)
                        : ResourceChecks.containerResource(resource);
                Checks.all(faults, at + "." + field + "[" + resource + "]", resource, form);
            }
        }
        if (type.equals("PersistentVolumeClaim")
                && !limit.path("min").has("storage")
                && !limit.path("max").has("storage")) {
            faults.required(
                    at + ".limits", "either minimum or maximum storage value is required, but neither was provided");
        }
        resources.forEach(resource -> amounts(limit, resource, at));
    }

    private void amounts(JsonNode limit, String resource, String at) {
        String key = "[" + resource + "]";
        JsonNode min = limit.path("min").path(resource);
        JsonNode max = limit.path("max").path(resource);
        JsonNode usual = limit.path("default").path(resource);
        JsonNode request = limit.path("defaultRequest").path(resource);
        above(min, max, at + ".min" + key, "min value ", "max value ", min);
        above(min, request, at + ".defaultRequest" + key, "min value ", "default request value ", request);
        above(request, max, at + ".defaultRequest" + key, "default request value ", "max value ", request);
        above(request, usual, at + ".defaultRequest" + key, "default request value ", "default limit value ", request);
        above(min, usual, at + ".default" + key, "min value ", "default value ", min);
        above(usual, max, at + ".default" + key, "default value ", "max value ", max);
        JsonNode ratio = limit.path("maxLimitRequestRatio").path(resource);
        if (!ratio.isMissingNode() && ResourceChecks.of(ratio).milli() < 1_000) {
            faults.invalid(
                    at + ".maxLimitRequestRatio" + key, ratio, "ratio " + ratio.asString("") + " is less than 1");
        }
    }

    /// Complains where the smaller is above the greater.
    ///
    /// @param shown which of the two upstream shows
    private void above(JsonNode smaller, JsonNode greater, String path, String one, String other, JsonNode shown) {
        if (smaller.isMissingNode() || greater.isMissingNode()) {
            return;
        }
        if (ResourceChecks.of(smaller).compareTo(ResourceChecks.of(greater)) > 0) {
            faults.invalid(
                    path, shown, one + smaller.asString("") + " is greater than " + other + greater.asString(""));
        }
    }

    static void quota(Faults faults, JsonNode object) {
        JsonNode spec = object.path("spec");
        for (Map.Entry<String, JsonNode> hard : spec.path("hard").properties()) {
            String name = hard.getKey();
            String path = "spec.hard[" + name + "]";
            boolean known = ResourceChecks.isQuota(name);
            Checks.all(faults, path, name, known ? Formats.qualifiedName(name) : ResourceChecks.resource(name));
            if (!known) {
                faults.invalid(path, name, "must be a standard resource for quota");
            }
            ResourceChecks.notNegative(faults, hard.getValue(), path);
            boolean whole = known && !name.contains("cpu") && !name.contains("memory") && !name.contains("storage");
            if (whole
                    && ResourceChecks.of(hard.getValue())
                                    .amount()
                                    .stripTrailingZeros()
                                    .scale()
                            > 0) {
                faults.invalid(path, hard.getValue(), "must be an integer");
            }
        }
        scopes(faults, spec);
    }

    private static void scopes(Faults faults, JsonNode spec) {
        JsonNode scopes = spec.path("scopes");
        Set<String> given = new HashSet<>();
        for (JsonNode scope : scopes) {
            String name = scope.asString("");
            given.add(name);
            if (!SCOPES.contains(name)) {
                faults.invalid("spec.scopes", scopes, "unsupported scope");
            }
            boolean onlyPods = name.equals("BestEffort")
                    && spec.path("hard").propertyNames().stream()
                            .anyMatch(resource -> !resource.equals("pods") && !resource.startsWith("count/pods"));
            if (onlyPods) {
                faults.invalid("spec.scopes", scopes, "unsupported scope applied to resource");
            }
        }
        boolean apart = given.containsAll(List.of("BestEffort", "NotBestEffort"))
                || given.containsAll(List.of("Terminating", "NotTerminating"));
        if (apart) {
            faults.invalid("spec.scopes", scopes, "conflicting scopes");
        }
    }
}
